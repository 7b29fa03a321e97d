Feature: A release that fails where it is live goes back
  Traffic returns to what had it before, and what users saw meanwhile is measured.

  Scenario: Production fails its smoke test under traffic
    Given the sample project with the defect "production-smoke-failure"
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      - { gate: smoke, onFailure: roll-back }
      """
    When it is rehearsed and its world is left up
    Then the outcome is rolled back
    And the smoke gate of production failed: "a payment can be made and read back"
    And what was live in production before is live again
    And the users of production saw errors for some time, within the limit
    And it was rolled back because of smoke

  Scenario: Dev fails its smoke test
    Given the sample project
    And dev allows payments up to 1000 only
    And a path over the last release in dev with the gates:
      """
      - build
      - migrate
      - deploy
      - { gate: smoke, onFailure: roll-back }
      """
    When it is rehearsed and its world is left up
    Then the outcome is rolled back
    And what was live in dev before is live again
    And it was rolled back because of smoke

  Scenario: A healthy release stays, and production's users saw no error of it
    When I look at the release that has passed production
    Then production was not rolled back
    And the users' traffic on production was measured
