import { describe, expect, it } from 'vitest';
import { parsePolicy } from './policy-document.ts';
import { PolicyProblem } from './policy-problem.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const document = (...statements: readonly unknown[]): unknown => ({ Version: '2012-10-17', Statement: statements });

describe('parsePolicy', () => {
  it('gives the same object for the same text', () => {
    const text = JSON.stringify(document(statement));
    expect(parsePolicy(text)).toBe(parsePolicy(text));
    expect(parsePolicy(text)).not.toBe(parsePolicy(` ${text}`));
  });

  it('reads all elements, and one statement for a list of one', () => {
    const full = {
      Sid: 'One',
      ...statement,
      Principal: { AWS: ['111122223333'], Service: 's3.amazonaws.com' },
      Condition: { Bool: { a: true } },
    };
    expect(parsePolicy(JSON.stringify({ Version: '2008-10-17', Id: 'id', Statement: full }))).toEqual({
      Version: '2008-10-17',
      Id: 'id',
      Statement: [full],
    });
  });

  it.each([
    { Statement: [statement] },
    document({ ...statement, Principal: '*' }),
    document({ Effect: 'Deny', NotAction: ['a:b'], NotResource: ['*'], NotPrincipal: { AWS: '*' } }),
    document({ Sid: '', ...statement }, { Sid: '', ...statement }),
    document({ Sid: 'a', ...statement }, { Sid: 'b', ...statement }),
    document({ ...statement, Principal: { Federated: 'x', CanonicalUser: 'y' } }),
  ])('accepts %j', (policy) => {
    expect(() => parsePolicy(JSON.stringify(policy))).not.toThrow();
  });

  it.each([
    null,
    'text',
    [],
    {},
    { Version: '2012-10-17' },
    { Version: '2013-10-17', Statement: [statement] },
    { Version: 2012, Statement: [statement] },
    { Version: '2012-10-17', Id: 1, Statement: [statement] },
    { Version: '2012-10-17', Statement: [statement], Comment: 'x' },
    document(),
    document('text'),
    document(null),
    document([statement]),
    document({ ...statement, Comment: 'x' }),
    document({ ...statement, Sid: 1 }),
    document({ Action: 'a:b', Resource: '*' }),
    document({ ...statement, Effect: 'Permit' }),
    document({ ...statement, Effect: 'xAllow' }),
    document({ ...statement, Effect: 'Denyx' }),
    document({ ...statement, Effect: ['Allow'] }),
    document({ ...statement, NotAction: 'a:b' }),
    document({ ...statement, NotResource: '*' }),
    document({ ...statement, Principal: '*', NotPrincipal: '*' }),
    document({ ...statement, Action: 1 }),
    document({ ...statement, Action: ['a:b', 1] }),
    document({ Effect: 'Allow', NotAction: {}, Resource: '*' }),
    document({ ...statement, Resource: {} }),
    document({ Effect: 'Allow', Action: 'a:b', NotResource: [[]] }),
    document({ ...statement, Principal: 'somebody' }),
    document({ ...statement, Principal: { Aws: '*' } }),
    document({ ...statement, Principal: { AWS: 111122223333 } }),
    document({ ...statement, NotPrincipal: { AWS: [1] } }),
    document({ ...statement, Condition: 'x' }),
    document({ ...statement, Condition: [] }),
    document({ ...statement, Condition: { Equals: { a: 'b' } } }),
  ])('refuses %j', (policy) => {
    expect(() => parsePolicy(JSON.stringify(policy))).toThrow(new PolicyProblem('Syntax errors in policy.'));
  });

  it('refuses what is no JSON, with the cause', () => {
    expect(() => parsePolicy('{')).toThrow(
      expect.objectContaining({ name: 'PolicyProblem', message: 'Syntax errors in policy.', cause: expect.any(SyntaxError) as unknown }),
    );
  });

  it('takes Effect only as it is written', () => {
    expect(() => parsePolicy(JSON.stringify(document({ ...statement, Effect: 'allow' })))).toThrow(
      new PolicyProblem('The policy failed legacy parsing'),
    );
    expect(() => parsePolicy(JSON.stringify(document(statement, { ...statement, Effect: 'DENY' })))).toThrow(
      new PolicyProblem('The policy failed legacy parsing'),
    );
  });

  it('refuses a Sid that is there twice', () => {
    const twice = document({ Sid: 'a', ...statement }, statement, { Sid: 'a', ...statement });
    expect(() => parsePolicy(JSON.stringify(twice))).toThrow(new PolicyProblem('Statement IDs (SID) in a single policy must be unique.'));
  });
});
