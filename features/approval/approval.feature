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
