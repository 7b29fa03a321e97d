Feature: Steps for a team's own features
  A team says in its own words what a release must be, with the steps of the library.

  Scenario: A release as far as local
    When its HEAD is rehearsed to local
    Then the rehearsal is released
    And in local the gate smoke is passed
    And in local the gate smoke says "tests passed"
    And every environment that is reached has the bytes that were built
    And production is not reached
    And its evidence verifies
