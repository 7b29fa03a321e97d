Feature: A run that was interrupted goes on where it was
  Nothing that was done is done again, and nothing is built twice.

  Scenario: Interrupted between two steps
    Given the sample project
    And a path with the gates build, migrate, deploy and smoke
    When it is rehearsed and interrupted after build
    Then it was interrupted before migrate
    And it would exit with 130
    When it is resumed
    Then the outcome is released
    And it is the same release as before
    And build ran once
    And the files of the build were not written again

  Scenario: There is nothing to resume
    Given the sample project
    When I run "run PROJECT --out OUT --resume"
    Then it exits with 2
    And it says "there is no run to go on with"
