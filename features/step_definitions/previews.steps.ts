import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { holdingsOf } from '../support/holdings.ts';
import { known } from '../support/known.ts';
import { environments } from '../support/prepared-release.ts';
import type { RehearsalWorld } from '../support/world.ts';

const refunds = 'create table refunds (id bigint primary key, amount integer not null);\n';

Given('a branch {string} with the migration {string}', async function (this: RehearsalWorld, branch: string, file: string) {
  await branchWith(this, branch, file, refunds);
});

Given('a branch {string} with the migration {string}:', async function (this: RehearsalWorld, branch: string, file: string, sql: string) {
  await branchWith(this, branch, file, sql);
});

Given('a payment was/is made in {place}', async function (this: RehearsalWorld, environment: string) {
  this.payments.push(await pay(this, environment));
});

Given('what all accounts hold is noted', async function (this: RehearsalWorld) {
  this.holdings = await holdingsOf(this.out, environments);
});

When('{place} holds it', async function (this: RehearsalWorld, environment: string) {
  ok((await paymentsIn(this, environment)).includes(known(this.payments.at(-1), 'no payment was made')));
});

Then('{place} holds the payment of dev, and the table {string}', async function (this: RehearsalWorld, environment: string, table: string) {
  const [first] = this.payments;
  deepEqual(
    (await paymentsIn(this, environment)).filter((id) => id === first),
    [first],
  );
  equal(await hasTable(this, environment, table), true);
});

Then('neither dev nor any other environment does', async function (this: RehearsalWorld) {
  const last = known(this.payments.at(-1), 'no payment was made');
  for (const environment of environments) equal((await paymentsIn(this, environment)).includes(last), false, environment);
  // And it looked at the right places.
  ok((await paymentsIn(this, 'dev')).includes(known(this.payments[0], 'no payment was made')));
});

Then('{place} has no table {string}', async function (this: RehearsalWorld, environment: string, table: string) {
  equal(await hasTable(this, environment, table), false);
});

Then('what all accounts but the registry hold is as it was noted', async function (this: RehearsalWorld) {
  const noted = known(this.holdings, 'nothing was noted');
  notDeepEqual(Object.values(noted).flat(), []);
  deepEqual(await holdingsOf(this.out, environments), noted);
});

async function branchWith(world: RehearsalWorld, branch: string, file: string, sql: string): Promise<void> {
  const project = await world.project();
  await project.git('checkout', '--quiet', '-b', branch);
  await project.write(`migrations/${file}`, sql);
  await project.commit(`Add ${file}`);
  await project.git('checkout', '--quiet', '-');
}

/** As a user of the environment would: answers the payment's id. */
async function pay(world: RehearsalWorld, environment: string): Promise<string> {
  const { API_URL: url = '' } = JSON.parse(await world.ask('env', environment, '--json')) as { API_URL?: string };
  const payment = {
    amount: 1250,
    currency: 'EUR',
    debtor: 'DE89370400440532013000',
    creditor: 'FR1420041010050500013M02606',
    reference: 'Preview',
  };
  const answer = await fetch(new URL('/payments', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payment),
  });
  equal(answer.status, 201);
  return ((await answer.json()) as { readonly id: string }).id;
}

async function paymentsIn(world: RehearsalWorld, environment: string): Promise<readonly string[]> {
  const rows = await rowsOf(world, environment, 'select id from payments');
  return rows.map((row) => String(row['id']));
}

async function hasTable(world: RehearsalWorld, environment: string, table: string): Promise<boolean> {
  return (await rowsOf(world, environment, `select 1 from pg_tables where tablename = '${table}'`)).length === 1;
}

async function rowsOf(world: RehearsalWorld, environment: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return JSON.parse(await world.ask('psql', environment, '-c', sql, '--json')) as readonly Readonly<Record<string, unknown>>[];
}
