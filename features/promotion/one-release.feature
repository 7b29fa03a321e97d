Feature: One release goes from local to production
  A commit is built once. The same bytes then go through every environment, each an account and a database of its own,
  past the gates that the path lists.

  Scenario: A healthy release gets all the way
    When I look at the release that has passed production
    Then the outcome is released
    And these environments passed, in this order:
      | local      | manual |             |
      | dev        | merge  | main        |
      | uat        | tag    | v1.4.0-rc.1 |
      | production | tag    | v1.4.0      |
    And the record is a valid one

  Scenario: The gates run in the order of the topology
    When I look at the release that has passed production
    Then the gates of local were build, migrate, deploy and smoke
    And the gates of dev were drift, lint, typecheck, unit, policy, build, integration, contract, migrations-validate, compatibility, migrate, deploy, isolation, integration and smoke
    And the gates of uat were drift, same-artefact, migrations-validate, migrate, deploy, isolation, acceptance, performance, rollback-rehearsal, security and secrets
    And the gates of production were drift, approval, same-artefact, migrations-validate, migrate, deploy, smoke and isolation
    And every gate says why

  @needs:iam-enforcement @needs:trust-policies @needs:cross-account-denial @needs:call-trace @needs:database-copies
  Scenario: No gate is passed over
    When I look at the release that has passed production
    Then every gate passed

  Scenario: Every account reports the digests that were built
    When I look at the release that has passed production
    Then the release's id is the digest of its artefacts
    And the digests read back from local, dev, uat and production are those of the artefacts

  Scenario: Every account hands out the bytes that were built
    Given the release has passed production
    When its world is left up
    Then there was nothing left to do
    And the zips downloaded from local, dev, uat and production have the digests of the artefacts
    And the registry holds the artefacts with the same digests
    And the registry's artefacts are tagged:
      | integration-passed | true |
      | candidate          | true |

  @needs:iam-enforcement
  Scenario: What is in the registry stays there
    Given the release has passed local
    When its world is left up
    Then the registry lets nobody delete a zip, not even its account's root

  Scenario: It is built once
    When I look at the release that has passed production
    Then it was built once, and found again once

  Scenario: Production had the last release before
    When I look at the release that has passed production
    Then dev, uat and production started at v1.3.0

  Scenario: Other bytes are another release
    Given a path with the gates build
    And the sample project
    And "src/config.ts" ends with "export const another = 'byte';"
    And "src/read-payment.ts" ends with "export { another } from './config.ts';"
    When it is rehearsed
    Then the outcome is released
    And its release is another than the one that has passed local
