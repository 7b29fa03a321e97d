import { describe, expect, it } from 'vitest';
import { readFault } from './read-fault.ts';

const operation = {
  kind: 'operation',
  account: '111122223333',
  service: 'lambda',
  operation: 'UpdateAlias',
  effect: { kind: 'error', code: 'TooManyRequestsException', httpStatus: 429, message: 'Rate exceeded' },
  sharePercent: 50,
};
const fn = {
  kind: 'function',
  account: '111122223333',
  region: 'eu-west-1',
  function: 'pay',
  version: '*',
  effect: { kind: 'failure' },
  sharePercent: 100,
};

describe('a fault as it was written', () => {
  it.each([
    operation,
    { ...operation, operation: '*', effect: { kind: 'latency', forMs: 20 } },
    fn,
    { ...fn, effect: { kind: 'latency', forMs: 20 } },
    { ...fn, effect: { kind: 'crash-at-init' } },
    { ...fn, effect: { kind: 'memory' } },
    { ...fn, effect: { kind: 'killed' } },
    { ...fn, effect: { kind: 'connection-refused', port: 5432 } },
  ])('is read as it is: %j', (fault) => {
    expect(readFault(fault)).toEqual(fault);
  });

  it.each([
    [null, 'a fault must be an object.'],
    [{ kind: 'disk' }, 'A fault\'s kind is operation or function, not "disk".'],
    [{ ...operation, account: '1' }, 'account must be twelve digits.'],
    [{ ...operation, region: 'x' }, '"region" is not known here: there are kind, account, service, operation, effect, sharePercent.'],
    [{ ...operation, sharePercent: 0 }, 'sharePercent must be more than 0.'],
    [{ ...operation, sharePercent: 101 }, 'sharePercent must be a number from 0 to 100.'],
    [{ ...operation, effect: { kind: 'failure' } }, 'An operation\'s effect is error or latency, not "failure".'],
    [{ ...operation, effect: { ...operation.effect, httpStatus: 200 } }, 'httpStatus must be a number from 400 to 599.'],
    [{ ...fn, version: '' }, 'version must be a text.'],
    [{ ...fn, effect: { kind: 'latency' } }, 'forMs must be a number from 1 to 900000.'],
    [{ ...fn, effect: { kind: 'failure', share: 1 } }, '"share" is not known here: there are kind.'],
    [
      { ...fn, effect: { kind: 'fire' } },
      'A function\'s effect is failure, latency, crash-at-init, memory, connection-refused or killed, not "fire".',
    ],
  ])('is refused where it is wrong: %j', (fault, message) => {
    expect(() => readFault(fault)).toThrow(message);
  });
});
