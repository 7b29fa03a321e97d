Feature: There is no way around the path
  What an environment takes is decided when a release asks to come in, from evidence and from the repository.

  Scenario: UAT can't be skipped
    Given the release has passed dev
    When it is promoted to production without going through uat
    Then the outcome is blocked
    And production refuses it: "takes only what uat has passed"
    And nothing was deployed to production

  Scenario: A release tag belongs on the commit that was tested
    Given the release has passed uat
    When it is promoted to production with the release tag on the commit "HEAD~1"
    Then the outcome is blocked
    And production refuses it: "put the release tag on the candidate's commit"

  Scenario: A release tag belongs on main
    Given the release has passed uat
    When it is promoted to production with the release tag on the branch "hotfix"
    Then the outcome is blocked
    And production refuses it: "is not on main"

  Scenario: Only the pipeline promotes
    Given the release has passed local
    When it is promoted to dev by the tooling account's root
    Then the outcome is blocked
    And dev refuses it: "may not promote to dev, only the pipeline's role"

  Scenario: A branch that has diverged from main can't be rehearsed
    Given the sample project
    And its branch has diverged from main
    When I run "run PROJECT --out OUT"
    Then it exits with 2
    And it says "have diverged"
    And it says "Rebase on main first"
