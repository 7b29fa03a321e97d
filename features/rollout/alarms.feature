Feature: Alarms of the template
  What the project itself calls an alarm ends a rollout when it rings for the new versions.

  # Stand-ins for resource types are the embedded backend's.
  @embedded
  Scenario: An alarm rings for the new version
    Given the sample project
    And its load is 5 requests a second
    And its template has an alarm "Busy" that rings when "CreatePaymentFunction" is invoked more than 5 times a minute
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      """
    And its traffic goes over in steps, 50 % first
    And its rollout hears the alarms "Busy"
    When it is rehearsed and its world is left up
    Then the outcome is rolled back
    And the deploy gate of production failed: "50 % of the traffic to the new versions: the alarm Busy rings: Invocations of the new version of CreatePaymentFunction"
    And what was live in production before is live again

  Scenario: An alarm that nobody can measure is refused by name
    Given the sample project
    And its template has an alarm "Deep" on "AWS/SQS" "ApproximateNumberOfMessagesVisible"
    And a path over the last release in production with the gates:
      """
      - build
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      """
    And its traffic goes over in steps, 50 % first
    And its rollout hears the alarms "Deep"
    When I run "run PROJECT --out OUT --topology PATH"
    Then it exits with 2
    And it says "Deep can't be heard: AWS/SQS ApproximateNumberOfMessagesVisible is not measured here"
