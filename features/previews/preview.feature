Feature: A branch has an environment of its own
  A world that is up gets one environment more, on a copy of dev's data, until it is taken away.

  # Only the embedded backend can take an environment more into a world that is up.
  @embedded
  Scenario: What is written in a preview is nowhere else
    Given the sample project
    And a branch "feature/refunds" with the migration "V4__refunds.sql"
    And I run "up PROJECT --out OUT"
    And a payment was made in dev
    And what all accounts hold is noted
    When I run "preview up feature/refunds --out OUT"
    Then it exits with 0
    And it says "isolation .*were denied"
    And it says "preview-feature-refunds  feature/refunds at [0-9a-f]{12}, account \d{12}, a copy of dev"
    And preview-feature-refunds holds the payment of dev, and the table "refunds"
    When a payment is made in preview-feature-refunds
    Then preview-feature-refunds holds it
    And neither dev nor any other environment does
    And dev has no table "refunds"
    And what all accounts but the registry hold is as it was noted
    When I run "preview down feature/refunds --out OUT"
    Then it exits with 0
    And what all accounts but the registry hold is as it was noted
    And I run "preview list --out OUT"
    And it says "there is no preview"

  @embedded
  Scenario: A migration that dev's data refuses
    Given the sample project
    And a branch "feature/limit" with the migration "V4__limit.sql":
      """
      alter table payments add constraint small check (amount < 10);
      """
    And I run "up PROJECT --out OUT"
    And a payment was made in dev
    When I run "preview up feature/limit --out OUT"
    Then it exits with 1
    And it says "refused migrate: .*V4__limit.sql"
    And it says "preview-feature-limit was taken away again"
    And I run "preview list --out OUT"
    And it says "there is no preview"

  @embedded
  Scenario: A branch that nobody knows
    Given the sample project
    And I run "up PROJECT --out OUT"
    When I run "preview up feature/nowhere --out OUT"
    Then it exits with 2
    And it says "feature/nowhere: is no branch, tag or commit"

  Scenario: No world to have one in
    When I run "preview up main --out OUT"
    Then it exits with 2
    And it says "no world is up here"
