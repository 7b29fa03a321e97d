export interface NewPayment {
  /** In the minor unit of the currency: 1250 is EUR 12.50. */
  readonly amount: number;
  readonly currency: string;
  readonly debtor: string;
  readonly creditor: string;
  readonly reference: string | null;
}

export interface Payment extends NewPayment {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
}

export function sameInstruction(one: NewPayment, other: NewPayment): boolean {
  return (
    one.amount === other.amount &&
    one.currency === other.currency &&
    one.debtor === other.debtor &&
    one.creditor === other.creditor &&
    one.reference === other.reference
  );
}
