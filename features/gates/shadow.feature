@needs:database-copies
Feature: Users' requests are answered twice before a release is let in
  A copy of each goes to the release, in a double of the environment that is thrown away.

  Scenario: A release that answers otherwise than what is live
    Given the sample project with the defect "shadow-difference"
    And a path over the last release in dev with the gates:
      """
      - build
      - { gate: shadow, thresholds: { duration: 8s, minSamples: 50 } }
      - migrate
      - deploy
      """
    When it is rehearsed
    Then the outcome is blocked
    And the shadow gate of dev failed: "/payments.*: body /debtor is .\*{18}3000., live .DE89370400440532013000."

  Scenario: A release that answers as what is live does
    Given the sample project
    And a path over the last release in dev with the gates:
      """
      - build
      - { gate: shadow, thresholds: { duration: 8s, minSamples: 50 } }
      """
    When it is rehearsed
    Then the outcome is released
    And the shadow gate of dev passed: "but for what is masked: GET /payments/{id} \d+, POST /payments \d+. 5 of the requests were recorded."
