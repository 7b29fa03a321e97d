Feature: Paying somebody
  A customer tells us to move money, and can see what became of it.

  Background:
    Given Alice banks with us

  @AC-001
  Scenario: A payment is accepted
    When Alice pays the bakery 12.50 EUR
    Then the payment is accepted

  @AC-002
  Scenario: A customer looks a payment up
    Given Alice has paid the bakery 12.50 EUR for "Invoice 2026-117"
    When Alice looks the payment up
    Then she sees 12.50 EUR to the bakery for "Invoice 2026-117"

  @AC-003
  Scenario: An answer that got lost costs nobody anything
    Given Alice has paid the bakery 12.50 EUR
    When Alice sends the same instruction again
    Then she is shown the first payment

  @AC-004
  Scenario: A reference may fill the line of a bank statement
    When Alice pays the bakery 12.50 EUR with a reference of 140 characters
    Then the payment is accepted

  @AC-005
  Scenario: An account is written as it is printed on the invoice
    When Alice pays "fr14 2004 1010 0505 0001 3m02 606" 12.50 EUR
    Then the payment is accepted

  @AC-006
  Scenario Outline: An instruction that can't be right is refused, and the customer is told why
    When Alice pays <whom> <amount> <currency>
    Then the payment is refused because of its <what>

    Examples:
      | whom       | amount | currency | what     |
      | the bakery | 0.00   | EUR      | amount   |
      | the bakery | 12.50  | XXX      | currency |
      | "FR15"     | 12.50  | EUR      | creditor |
      | herself    | 12.50  | EUR      | creditor |
