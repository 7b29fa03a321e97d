import { Given, Then, When, defineParameterType, setWorldConstructor } from '@cucumber/cucumber';
import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Answer, createPayment, iban, readPayment } from '../../test/api.ts';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

class Customer {
  account = '';
  instruction: Readonly<Record<string, unknown>> = {};
  key = '';
  first: Answer | undefined;
  answer: Answer | undefined;

  async pay(creditor: string, money: Money, reference?: string): Promise<void> {
    this.instruction = { ...money, debtor: this.account, creditor, reference };
    this.key = randomUUID();
    this.answer = await createPayment(this.instruction, this.key);
  }

  async hasPaid(creditor: string, money: Money, reference?: string): Promise<void> {
    await this.pay(creditor, money, reference);
    equal(this.answer?.status, 201);
    this.first = this.answer;
  }
}

setWorldConstructor(Customer);

defineParameterType({
  name: 'money',
  regexp: /(\d+)\.(\d\d) ([A-Z]{3})/,
  transformer: (units: string, cents: string, currency: string): Money => ({ amount: Number(units) * 100 + Number(cents), currency }),
});

defineParameterType({
  name: 'account',
  regexp: /the bakery|herself|"[^"]*"/,
  transformer: (text: string) => ({ 'the bakery': iban.bakery, herself: iban.alice })[text] ?? text.slice(1, -1),
});

Given('Alice banks with us', function (this: Customer) {
  this.account = iban.alice;
});

Given('Alice has paid {account} {money}', async function (this: Customer, creditor: string, money: Money) {
  await this.hasPaid(creditor, money);
});

Given('Alice has paid {account} {money} for {string}', async function (this: Customer, creditor: string, money: Money, reference: string) {
  await this.hasPaid(creditor, money, reference);
});

When('Alice pays {account} {money}', async function (this: Customer, creditor: string, money: Money) {
  await this.pay(creditor, money);
});

When(
  'Alice pays {account} {money} with a reference of {int} characters',
  async function (this: Customer, creditor: string, money: Money, length: number) {
    await this.pay(creditor, money, 'x'.repeat(length));
  },
);

When('Alice looks the payment up', async function (this: Customer) {
  this.answer = await readPayment(String(this.first?.body['id']));
});

When('Alice sends the same instruction again', async function (this: Customer) {
  this.answer = await createPayment(this.instruction, this.key);
});

Then('the payment is accepted', function (this: Customer) {
  deepEqual([this.answer?.status, this.answer?.body['status']], [201, 'accepted'], JSON.stringify(this.answer?.body));
});

Then('she sees {money} to {account} for {string}', function (this: Customer, money: Money, creditor: string, reference: string) {
  const { amount, currency, creditor: paid, reference: line } = this.answer?.body ?? {};
  deepEqual({ amount, currency, creditor: paid, reference: line }, { ...money, creditor, reference });
});

Then('she is shown the first payment', function (this: Customer) {
  equal(this.answer?.status, 200);
  deepEqual(this.answer.body, this.first?.body);
});

Then('the payment is refused because of its {word}', function (this: Customer, field: string) {
  equal(this.answer?.status, 422);
  const errors = this.answer.body['errors'] as readonly { readonly field: string }[];
  deepEqual(
    errors.map((error) => error.field),
    [field],
  );
});
