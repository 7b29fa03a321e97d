import type { ProvisionedThroughput } from '@aws-sdk/client-dynamodb';
import { constraint, invalidParameter, validation } from '../errors.ts';
import type { TableRow, Throughput } from '../state.ts';

export function readThroughput({ ReadCapacityUnits: read = 0, WriteCapacityUnits: write = 0 }: ProvisionedThroughput): Throughput {
  for (const [name, units] of [['readCapacityUnits', read] as const, ['writeCapacityUnits', write] as const]) {
    if (units < 1) throw constraint(`provisionedThroughput.${name}`, units, 'Member must have value greater than or equal to 1');
    if (units > 1_000_000_000_000)
      throw validation(`Given value ${units} for ${name.charAt(0).toUpperCase()}${name.slice(1)} is out of bounds`);
  }
  return { read, write };
}

export function readBillingMode(mode: string | undefined): TableRow['billing']['mode'] {
  if (mode === undefined || mode === 'PROVISIONED') return 'PROVISIONED';
  if (mode === 'PAY_PER_REQUEST') return mode;
  throw constraint('billingMode', mode, 'Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]');
}

/** The throughput of a table that is made, which only a provisioned one has. */
export function readTableThroughput(mode: TableRow['billing']['mode'], throughput: ProvisionedThroughput | undefined): Throughput {
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput !== undefined)
      throw invalidParameter('Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST');
    return { read: 0, write: 0 };
  }
  if (throughput === undefined)
    throw invalidParameter('ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED');
  return readThroughput(throughput);
}
