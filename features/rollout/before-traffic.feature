Feature: What is tried before users are sent to a new version
  A new version is reached at an address of its own while it has no traffic.

  Scenario: A release that fails its smoke test gets no traffic
    Given the sample project with the defect "production-smoke-failure"
    And its load is 5 requests a second
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

  @needs:traffic-hooks
  Scenario: A release whose hook reports nothing gets no traffic
    Given the sample project
    And its load is 5 requests a second
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      """
    And its hooks are "{ beforeTraffic: read-payment }"
    When it is rehearsed and its world is left up
    Then the outcome is blocked
    And the deploy gate of production failed: "The BeforeAllowTraffic hook read-payment .*without having reported.*No traffic was moved"
    And what was live in production before is live still

  @needs:traffic-hooks
  Scenario: A release whose hook fails when users are there goes back
    Given the sample project
    And its load is 5 requests a second
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      """
    And its hooks are "{ afterTraffic: ReadPaymentFunction }"
    When it is rehearsed and its world is left up
    Then the outcome is rolled back
    And the deploy gate of production failed: "The AfterAllowTraffic hook ReadPaymentFunction .*without having reported"
    And what was live in production before is live again
