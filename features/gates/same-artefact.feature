Feature: What was tested is what is promoted
  Everything that a stage takes comes from the registry, and the registry is not believed.

  Scenario: A zip in the registry changes after dev
    Given the release has passed dev
    When somebody with the registry's keys changes a zip and it is promoted to uat
    Then the outcome is blocked
    And the same-artefact gate of uat failed: "was built as sha256:\w+ and is sha256:\w+ now"
    And nothing was deployed to uat

  Scenario: The tag of an environment that was passed is taken off
    Given the release has passed uat
    When somebody with the registry's keys takes the tags off a zip and it is promoted to production
    Then the outcome is blocked
    And the same-artefact gate of production failed: "integration-passed=true"
    And nothing was deployed to production
