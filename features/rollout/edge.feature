Feature: A weighted edge in front of two aliases
  Where an alias can't share its traffic, an edge does: the same steps, the same judgement, and the record says which it was.

  Scenario: A release goes over by an edge
    Given the sample project
    And its load is 5 requests a second
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      - smoke
      """
    And its traffic goes over by an edge, 50 % first
    When it is rehearsed and its world is left up
    Then the outcome is released
    And the record is a valid one
    And the rollout of production was by an edge, in the steps "50 % of the traffic to the new versions, all traffic to the new versions"
    And both versions served the users of production
    And nothing of the traffic of production is left with the edge
    And the digests read back from production are those of the artefacts

  Scenario: A release that fails goes back at the edge
    Given the sample project with the fault "errors"
    And its load is 5 requests a second
    And a path over the last release in production with the gates:
      """
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      """
    And its traffic goes over by an edge, 50 % first
    When it is rehearsed and its world is left up
    Then the outcome is rolled back
    And the deploy gate of production failed: "50 % of the traffic to the new versions: .*failed"
    And the rollout of production was by an edge, in the steps "50 % of the traffic to the new versions"
    And what was live in production before is live again
    And nothing of the traffic of production is left with the edge
