Feature: A gate that saw nothing is not green
  Without enough to go by a gate is inconclusive, and inconclusive blocks.

  Scenario: Too few samples for a percentile
    Given the sample project
    And its load is 3 requests a second
    And a path to production with the gates build, migrate, deploy and performance
    When it is rehearsed
    Then the outcome is blocked
    And the performance gate of uat was inconclusive: "500 are needed"
    And production was not reached

  Scenario: A check that succeeds and leaves no result
    Given the sample project
    And its contract check is the command "true"
    And a path to production with the gates build, migrate, deploy and contract
    When it is rehearsed
    Then the outcome is blocked
    And the contract gate of uat was inconclusive: "reports/contract.xml"
    And production was not reached

  Scenario: A load that this machine can't make
    Given the sample project
    And "staging: { rate: 1000/s, scale: 4.4% }" in "rehearsal.yaml" is replaced by "dev: { rate: 1000000/s, scale: 100% }"
    And a path over the last release in dev with the gates:
      """
      - build
      - migrate
      - deploy
      - { gate: performance, load: 5x }
      """
    When it is rehearsed
    Then the outcome is blocked
    And the performance gate of dev was inconclusive: "k6 was not started: .* Asked for was 5x of 1000000/s at 100 %: 2500000/s for each route"
