Feature: Production in several regions
  A release is live in each region that the topology lists, or in none.

  Scenario: Each region is deployed to and read back
    Given the sample project
    And a path over the last release in production in "eu-west-1, eu-central-1" with the gates:
      """
      - build
      - same-artefact
      - migrate
      - deploy
      - smoke
      """
    When it is rehearsed and its world is left up
    Then the outcome is released
    And the record is a valid one
    And the deploy gate of production was passed: "2 functions are live in each of eu-west-1, eu-central-1 with the digests that were built"
    And the smoke gate of production passed: "eu-west-1: \d tests passed.*eu-central-1: \d tests passed"
    And the digests read back from production in "eu-west-1, eu-central-1" are those of the artefacts
    And the zips downloaded from production in "eu-west-1, eu-central-1" have the digests of the artefacts
    And the copy of the registry in "eu-central-1" holds the artefacts with the same digests

  Scenario: One region fails, and traffic goes back in all of them
    Given the sample project
    And its smoke check is the command "npm run test:smoke && test $AWS_REGION != eu-central-1"
    And a path over the last release in production in "eu-west-1, eu-central-1" with the gates:
      """
      - build
      - migrate
      - { gate: deploy, onFailure: roll-back }
      - { gate: smoke, onFailure: roll-back }
      """
    When it is rehearsed and its world is left up
    Then the outcome is rolled back
    And the smoke gate of production failed: "eu-central-1: The smoke command ended with exit code 1"
    And what was live in production before is live again in "eu-west-1, eu-central-1"

  Scenario Outline: The second region would get other bytes
    Given the sample project
    And a path to production in "eu-west-1, eu-central-1" with the gates <gates>
    And the release has come to uat
    When somebody with the registry's keys changes a zip in "eu-central-1" and it goes on to production
    Then the outcome is blocked
    And the <gate> gate of production failed: "<reason>"
    And nothing was deployed to production

    Examples:
      | gates                          | gate          | reason                                                                        |
      | same-artefact, migrate, deploy | same-artefact | create-payment.zip in eu-central-1 was built as sha256:\w+ and is sha256:\w+ now |
      | migrate, deploy                | deploy        | eu-central-1/CreatePaymentFunction version \d+ is sha256:\w+, built was sha256:\w+ |
