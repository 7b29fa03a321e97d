import { describe, expect, it } from 'vitest';
import type { OperationEffect, VersionEffect } from '../../../src/model/fault.ts';
import { emulatorFaults } from './emulator-faults.ts';

const place = {
  account: '333333333333',
  region: 'eu-west-1',
  functions: [
    { logicalId: 'Create', physicalId: 'payments-create' },
    { logicalId: 'Read', physicalId: 'payments-read' },
  ],
  databasePort: 5433,
};
const functions = [
  { function: 'Create', version: '4' },
  { function: 'Read', version: '3' },
];
const inVersions = (effect: VersionEffect) => emulatorFaults({ kind: 'versions', functions, effect, sharePercent: 20 }, place);

describe('a fault in versions', () => {
  it('is one in each function, by the name that the account has for it', () => {
    const there = { kind: 'function', account: '333333333333', region: 'eu-west-1', effect: { kind: 'failure' }, sharePercent: 20 };
    expect(inVersions({ kind: 'errors' })).toEqual([
      { ...there, function: 'payments-create', version: '4' },
      { ...there, function: 'payments-read', version: '3' },
    ]);
  });

  it.each<[VersionEffect, object]>([
    [{ kind: 'errors' }, { kind: 'failure' }],
    [
      { kind: 'latency', forMs: 40 },
      { kind: 'latency', forMs: 40 },
    ],
    [{ kind: 'crash-at-init' }, { kind: 'crash-at-init' }],
    [{ kind: 'memory' }, { kind: 'memory' }],
    [{ kind: 'killed' }, { kind: 'killed' }],
    [{ kind: 'database-down' }, { kind: 'connection-refused', port: 5433 }],
  ])('%j is the emulator’s %j', (effect, expected) => {
    expect(inVersions(effect)[0]?.effect).toEqual(expected);
  });

  it('is refused where there is no such function, or no database that could be down', () => {
    const gone = {
      kind: 'versions',
      functions: [{ function: 'Gone', version: '1' }],
      effect: { kind: 'errors' },
      sharePercent: 100,
    } as const;
    expect(() => emulatorFaults(gone, place)).toThrow('Gone is not deployed there, so no fault can be planted in it.');
    const down = { ...gone, functions, effect: { kind: 'database-down' } } as const;
    expect(() => emulatorFaults(down, { ...place, databasePort: null })).toThrow('The environment has no database that could be down.');
  });
});

describe('a fault in an operation', () => {
  it.each<[string, OperationEffect, object]>([
    ['lambda', { kind: 'throttled' }, { code: 'TooManyRequestsException', httpStatus: 429 }],
    ['cloudformation', { kind: 'throttled' }, { code: 'Throttling', httpStatus: 400 }],
    ['s3', { kind: 'throttled' }, { code: 'SlowDown', httpStatus: 503 }],
    ['secretsmanager', { kind: 'throttled' }, { code: 'ThrottlingException', httpStatus: 400 }],
    ['lambda', { kind: 'unavailable' }, { code: 'ServiceException', httpStatus: 500 }],
    ['sqs', { kind: 'unavailable' }, { code: 'ServiceUnavailable', httpStatus: 503 }],
    ['sqs', { kind: 'latency', forMs: 7 }, { kind: 'latency', forMs: 7 }],
  ])('of %s, %j, is answered as AWS does', (service, effect, expected) => {
    const [fault] = emulatorFaults({ kind: 'operation', service, operation: '*', effect, sharePercent: 100 }, place);
    expect(fault).toMatchObject({ kind: 'operation', account: '333333333333', service, effect: expected });
  });
});
