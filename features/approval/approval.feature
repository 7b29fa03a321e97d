Feature: A person lets a release into production
  Somebody who has the role, and who wrote none of it, consents to this release with this plan.

  Scenario: The run waits until somebody approves who may
    Given the release has passed uat
    When I run "run PROJECT --out OUT --resume --to production"
    Then it exits with 1
    And it says "waiting"
    And it says "Nobody has approved release"
    And it says "rehearse approve production --as .Priya Raman."
    When it is promoted to production
    Then the outcome is waiting
    And the approval gate of production was waiting: "Nobody has approved"
    And nothing was deployed to production
    When it is promoted to production, approved by "Mira Okafor"
    Then the outcome is blocked
    And the approval gate of production failed: "is an author of this release"
    When it is promoted to production, approved by "Tomás Herrera"
    Then the outcome is blocked
    And the approval gate of production failed: "for production it takes release-manager"
    When it is promoted to production, approved by "Nobody Known"
    Then the outcome is blocked
    And the approval gate of production failed: "is not among people in rehearsal.yaml"
    And nothing was deployed to production
    When it is promoted to production, approved by "Priya Raman"
    Then the outcome is released
    And it is the same release as before

  Scenario: Consent is to one release with one plan, and is known to be simulated
    When I look at the release that has passed production
    Then "Priya Raman" approved exactly that release and plan as release-manager, simulated

  Scenario: A person approves by command, and the run goes on
    Given the release has passed uat
    When I run "run PROJECT --out OUT --resume --to production"
    Then it exits with 1
    And it says "rehearse approve production --as NAME"
    When I run "approve production --out OUT --as mira.okafor@payments.example"
    Then it exits with 1
    And it says "is an author of this release: authors can't approve"
    When I run "approve uat --out OUT --as priya.raman@payments.example"
    Then it exits with 2
    And it says "nothing waits for an approval here"
    When I run "approve production --out OUT --as priya.raman@payments.example"
    Then it exits with 0
    And it says "Priya Raman, release-manager, approved release sha256:"
    When I run "run PROJECT --out OUT --resume --to production"
    Then it exits with 0
    And it says "Priya Raman, release-manager, approved release sha256:\w+ with plan sha256:\w+\.\n"
    When I run "evidence verify --out OUT"
    Then it exits with 0

  Scenario: Nobody waives what can't be waived, or is not theirs to waive
    Given the release has passed dev
    When I run "waive same-artefact --environment uat --as priya.raman@payments.example --reason x --reference y --out OUT"
    Then it exits with 1
    And it says "same-artefact can't be waived, for other bytes than those that were tested are another release"
    When I run "waive performance --environment uat --as mira.okafor@payments.example --reason x --reference y --out OUT"
    Then it exits with 1
    And it says "authors can't waive"
    When I run "waive unit --environment uat --as priya.raman@payments.example --reason x --reference y --out OUT"
    Then it exits with 2
    When I run "waive performance --environment uat --as priya.raman@payments.example --reason x --reference y --expires 2020-01-01 --out OUT"
    Then it exits with 1
    And it says "has expired already"

  Scenario: Nothing is promoted where no world is up
    When I run "promote uat --out OUT"
    Then it exits with 2
    And it says "no world is up here"
