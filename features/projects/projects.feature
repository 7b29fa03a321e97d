Feature: Projects as they are
  A rehearsal is of a commit, and changes nothing in the repository that it is of.

  Scenario: Uncommitted changes are left out
    Given the sample project
    And "src/config.ts" has the uncommitted line "export const draft = 1;"
    And a path with the gates build
    When it is rehearsed
    Then the outcome is released
    And it is a rehearsal of HEAD
    And it notes "1 uncommitted file.s. left out .*src/config.ts"

  Scenario: --working-tree takes uncommitted changes
    Given the sample project
    And "src/config.ts" has the uncommitted line "export const draft = 1;"
    And a path with the gates build
    When its working tree is rehearsed
    Then the outcome is released
    And it is a rehearsal of an unnamed commit on HEAD
    And "src/config.ts" is still uncommitted, and no branch or tag has changed

  Scenario: A project that has no release starts empty
    Given the sample project
    And it has never been released
    And a path over the last release in dev with the gates:
      """
      - build
      - migrate
      - deploy
      - smoke
      """
    When it is rehearsed
    Then the outcome is released
    And dev started empty
    And it is rehearsed as version v0.1.0
