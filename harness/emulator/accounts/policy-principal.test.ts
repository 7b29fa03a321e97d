import { describe, expect, it } from 'vitest';
import { compilePrincipal } from './policy-principal.ts';
import type { Naming } from './policy-principal.ts';
import type { PolicyStatement } from './policy.ts';
import { anonymous, lambda, root, session, user, webIdentity } from './testing-principals.ts';

type Names = NonNullable<PolicyStatement['Principal']>;
type Expected = Readonly<Record<'root' | 'user' | 'session' | 'lambda' | 'webIdentity' | 'anonymous', Naming>>;

const callers = { root, user, session, lambda, webIdentity, anonymous };
const nobody: Expected = { root: 'none', user: 'none', session: 'none', lambda: 'none', webIdentity: 'none', anonymous: 'none' };
const everybody: Expected = { root: 'broad', user: 'broad', session: 'broad', lambda: 'broad', webIdentity: 'broad', anonymous: 'broad' };
const inAccount: Expected = { ...nobody, root: 'account', user: 'account', session: 'account' };

const table: readonly (readonly [Names, Expected])[] = [
  ['*', everybody],
  [{ AWS: '*' }, everybody],
  [{ AWS: ['arn:aws:iam::999999999999:root', '*'] }, everybody],
  [{ AWS: '111122223333' }, inAccount],
  [{ AWS: 'arn:aws:iam::111122223333:root' }, inAccount],
  [{ AWS: '444455556666' }, nobody],
  [{ AWS: 'arn:aws:iam::444455556666:root' }, nobody],
  [{ AWS: 'arn:aws:iam::111122223333:user/ann' }, { ...nobody, user: 'direct' }],
  [{ AWS: 'AIDAANN' }, { ...nobody, user: 'direct' }],
  [{ AWS: 'arn:aws:iam::111122223333:user/*' }, nobody],
  [{ AWS: 'arn:aws:iam::111122223333:role/deployer' }, { ...nobody, session: 'broad' }],
  [{ AWS: 'AROADEPLOYER' }, { ...nobody, session: 'broad' }],
  [{ AWS: 'arn:aws:iam::111122223333:role/other' }, nobody],
  [{ AWS: 'arn:aws:sts::111122223333:assumed-role/deployer/run' }, { ...nobody, session: 'direct' }],
  [{ AWS: 'AROADEPLOYER:run' }, { ...nobody, session: 'direct' }],
  [{ AWS: 'arn:aws:sts::111122223333:assumed-role/deployer/other' }, nobody],
  [{ AWS: ['111122223333', 'arn:aws:iam::111122223333:user/ann'] }, { ...inAccount, user: 'direct' }],
  [{ AWS: ['*', 'arn:aws:sts::111122223333:assumed-role/deployer/run'] }, { ...everybody, session: 'direct' }],
  [{ Service: 'lambda.amazonaws.com' }, { ...nobody, lambda: 'direct' }],
  [{ Service: ['s3.amazonaws.com', 'lambda.amazonaws.com'] }, { ...nobody, lambda: 'direct' }],
  [{ Service: 's3.amazonaws.com' }, nobody],
  [{ Service: '*' }, nobody],
  [{ AWS: 'lambda.amazonaws.com' }, nobody],
  [{ Federated: 'accounts.google.com' }, nobody],
  [{ Federated: 'arn:aws:iam::111122223333:oidc-provider/127.0.0.1:4444' }, { ...nobody, webIdentity: 'direct' }],
  [{ AWS: 'arn:aws:iam::111122223333:oidc-provider/127.0.0.1:4444' }, nobody],
  [{ Federated: '*' }, nobody],
  [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, nobody],
  [{}, nobody],
];

describe('compilePrincipal', () => {
  const who = Object.keys(callers) as (keyof typeof callers)[];

  it.each(table)('Principal %j names %j', (element, expected) => {
    const naming = compilePrincipal({ Effect: 'Allow', Principal: element });
    expect(Object.fromEntries(who.map((caller) => [caller, naming(callers[caller])]))).toEqual(expected);
  });

  it.each(table)('NotPrincipal %j names all the others', (element, expected) => {
    const naming = compilePrincipal({ Effect: 'Deny', NotPrincipal: element });
    const others = Object.fromEntries(who.map((caller) => [caller, expected[caller] === 'none' ? 'broad' : 'none']));
    expect(Object.fromEntries(who.map((caller) => [caller, naming(callers[caller])]))).toEqual(others);
  });

  it('names nobody where a statement has neither', () => {
    expect(compilePrincipal({ Effect: 'Allow' })(user)).toBe('none');
  });
});
