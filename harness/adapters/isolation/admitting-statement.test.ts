import { describe, expect, it } from 'vitest';
import { admittingStatement } from './admitting-statement.ts';

const from = { account: '222222222222', role: 'arn:aws:iam::222222222222:role/pay' };
const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const other = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::333333333333:root' } };

describe('the statement that lets somebody in', () => {
  it.each([
    ['names the account', policy(other, { Effect: 'Allow', Principal: { AWS: ['333333333333', '222222222222'] } }), 'statement 2'],
    [
      'names its root',
      policy({ Sid: 'Shared', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' } }),
      'statement "Shared"',
    ],
    ['names the role', policy({ Effect: 'Allow', Principal: { AWS: from.role } }), 'statement 1'],
    ['names everybody', policy({ Effect: 'Allow', Principal: '*' }), 'statement 1'],
    ['names every AWS principal', policy({ Effect: 'Allow', Principal: { AWS: '*' } }), 'statement 1'],
    ['is no Deny', policy({ Effect: 'Deny', Principal: '*' }), null],
    ['is nobody else’s', policy(other, { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }, { Effect: 'Allow' }), null],
    ['may stand alone', JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*' } }), 'statement 1'],
  ])('%s', (_, text, found) => {
    expect(admittingStatement(text, from)).toBe(found);
  });
});
