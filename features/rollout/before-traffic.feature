Feature: What is tried before users are sent to a new version
  A new version is reached at an address of its own while it has no traffic.

  Scenario: A release that fails its smoke test gets no traffic
    Given the sample project with the defect "production-smoke-failure"
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      """
    And its traffic goes over in steps, 50 % first
    When it is rehearsed and its world is left up
    Then the outcome is blocked
    And the deploy gate of production failed: "Smoke on the new versions, before any traffic: .*a payment can be made and read back.*No traffic was moved"
    And what was live in production before is live still
    And the users of production saw no error
