Feature: Evidence can be checked, and can't be changed unseen
  The key that it must be signed with comes from outside the folder.

  Scenario: Evidence of a release holds
    When I look at the release that has passed production
    Then its evidence verifies with the key of the run

  Scenario: The record is what the evidence says
    When I look at the release that has passed production
    Then the record's ledger is as long as the evidence's

  Scenario Outline: <change>
    Given the evidence of the release that has passed production
    When <change>
    Then the evidence no longer verifies: "<check>"

    Examples:
      | change                                        | check        |
      | one byte of "evidence/ledger.jsonl" changes   | ledger       |
      | one byte of "rehearsal.json" changes          | record       |
      | one byte of a kept file changes               | kept files   |
      | one byte of an attestation changes            | attestations |
      | the ledger's last entry is dropped            | ledger       |
      | two of the ledger's entries change places     | ledger       |

  Scenario: Evidence of another run, signed with that run's key
    Given the evidence of the release that has passed production
    And the sample project
    And a path with the gates build
    When it is rehearsed
    Then its evidence does not verify with the key of the run before: "key"
    And its evidence is not of the run before
