Feature: Bad input is told in one sentence, with its place
  The exit code says whose turn it is: 1 the release's, 2 whoever called, 3 the machine's.

  Scenario: rehearsal.yaml is not YAML
    Given the sample project
    And "rehearsal.yaml" line 1 is "project: [payments"
    When I run "run PROJECT --out OUT"
    Then it exits with 2
    And it says "rehearsal.yaml:\d+:\d+"
    And it prints no stack trace

  Scenario: A key that nobody knows
    Given the sample project
    And "rehearsal.yaml" line 1 is "projekt: payments"
    When I run "run PROJECT --out OUT"
    Then it exits with 2
    And it says "rehearsal.yaml:1:\d+ projekt: unknown key"
    And it says "Did you mean .project."
    And it prints no stack trace

  Scenario: An entry file that is not there
    Given the sample project
    And "src/read-payment.ts" in "rehearsal.yaml" is replaced by "src/reed-payment.ts"
    When I run "run PROJECT --out OUT"
    Then it exits with 2
    And it says "rehearsal.yaml:\d+:\d+ modules.MOD-001.functions.read-payment.entry: "
    And it prints no stack trace

  Scenario: A topology that nobody knows
    Given the sample project
    When I run "run PROJECT --out OUT --topology nowhere"
    Then it exits with 2
    And it says "there is no topology .nowhere."

  Scenario: An environment that the path does not have
    Given the sample project
    And a path with the gates build
    When I run "run PROJECT --out OUT --topology PATH --to qa"
    Then it exits with 2
    And it says "qa is no environment of short"

  Scenario: A syntax error in a handler
    Given the sample project
    And "src/read-payment.ts" ends with "export const = 1;"
    And a path with the gates build
    When I run "run PROJECT --out OUT --topology PATH"
    Then it exits with 1
    And it says "src/read-payment.ts:\d+:\d+: "
    And it prints no stack trace

  Scenario: A migration that fails half-way
    Given the sample project
    And a migration "V4__refunds.sql" whose second statement fails
    And a path with the gates build and migrate
    When I run "run PROJECT --out OUT --topology PATH"
    Then it exits with 1
    And it says "V4__refunds.sql:3"
    And it says "nowhere"
    And it prints no stack trace

  # What the embedded emulator says of what it doesn't have.
  @embedded
  Scenario: A resource kind that is not emulated
    Given the sample project
    And its template has a resource of the kind "AWS::AppMesh::Mesh"
    And a path with the gates build, migrate and deploy
    When I run "run PROJECT --out OUT --topology PATH"
    Then it exits with 1
    And it says "template.yaml: .*AWS::AppMesh::Mesh"
    And it prints no stack trace

  Scenario: A folder that is no repository
    When I run "run . --out OUT"
    Then it exits with 2
    And it says "is not in a git repository"
    And it prints no stack trace

  Scenario Outline: <line>
    When I run "<line>"
    Then it exits with <code>
    And it says "<says>"

    Examples:
      | line                 | code | says                           |
      | --help               | 0    | Usage: rehearse                |
      | run --help           | 0    | Example:                       |
      | rum                  | 2    | Did you mean run               |
      | run --outt OUT       | 2    | Did you mean --out             |
      | run --pace 0.5       | 2    | at least 1                     |
      | run --at yesterday   | 2    | ISO 8601                       |
