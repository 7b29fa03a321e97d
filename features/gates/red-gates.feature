Feature: A red gate stops the promotion
  Each of these defects is what a team could commit. The release stays where it was caught, production never sees it,
  and the reason says what to look at.

  Scenario Outline: <gate> catches <defect>
    Given the sample project with the defect "<defect>"
    And a path to production with the gates <gates>
    When it is rehearsed
    Then the outcome is blocked
    And the <gate> gate of uat failed: "<reason>"
    And production was not reached

    @needs:iam-enforcement
    Examples:
      | defect             | gate  | gates                            | reason               |
      | missing-permission | smoke | build, migrate, deploy and smoke | read-payment is well |

    Examples:
      | defect             | gate       | gates                                   | reason             |
      | failing-acceptance | acceptance | build, migrate, deploy and acceptance   | A reference may fill the line of a bank statement|

  Scenario: Line coverage below what the path asks for
    Given the sample project with the defect "coverage-79"
    And a path to production with the gates build and unit with at least 80 % of lines
    When it is rehearsed
    Then the outcome is blocked
    And the unit gate of uat failed: "of lines are covered"
    And production was not reached

  Scenario: Some requests take a second
    Given the sample project with the defect "slow-p99"
    And "flushEvery = 25" in "src/http/read-statistics.ts" is replaced by "flushEvery = 5"
    And "GET /payments/{id}" must answer 99 % of requests within 900ms
    And a path to production with the gates build, migrate, deploy and performance with at least 100 samples
    When it is rehearsed
    Then the outcome is blocked
    And the performance gate of uat failed: "GET /payments/{id} p99 .* is over 900.0 ms"
    And production was not reached

  Scenario: A secret in the source
    Given the sample project
    And a private key lies in "src/signing-key.ts"
    And a path to production with the gates build and security
    When it is rehearsed
    Then the outcome is blocked
    And the security gate of uat failed: "src/signing-key.ts"
    And production was not reached
