import { describe, expect, it } from 'vitest';
import { conditionKeys, principalKeys } from './condition-keys.ts';
import { anonymous, lambda, root, session, user, webIdentity } from './testing-principals.ts';

describe('conditionKeys', () => {
  it('finds keys whatever their case, the last source first', () => {
    const keys = conditionKeys(() => [{ 'aws:A': 'old', 'aws:B': ['1', '2'] }, { 'AWS:a': 'new' }]);
    expect(keys.get('aws:a')).toEqual(['new']);
    expect(keys.get('aws:b')).toEqual(['1', '2']);
    expect(keys.get('aws:c')).toBeUndefined();
  });

  it('reads its sources once, and only when asked', () => {
    let reads = 0;
    const keys = conditionKeys(() => {
      reads += 1;
      return [{ a: '1' }];
    });
    expect(reads).toBe(0);
    keys.get('a');
    keys.get('b');
    expect(reads).toBe(1);
  });
});

describe('principalKeys', () => {
  it('tells of a user, with tags', () => {
    expect(principalKeys(user, { team: 'pay' })).toEqual({
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/ann',
      'aws:PrincipalAccount': '111122223333',
      'aws:PrincipalType': 'User',
      'aws:PrincipalTag/team': 'pay',
      'aws:userid': 'AIDAANN',
      'aws:username': 'ann',
    });
  });

  it('tells of a session by its role, session tags before the role’s', () => {
    const tagged = { ...session, sessionTags: { team: 'session' } };
    expect(principalKeys(tagged, { team: 'role', other: 'role' })).toEqual({
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/deployer',
      'aws:PrincipalAccount': '111122223333',
      'aws:PrincipalType': 'AssumedRole',
      'aws:PrincipalTag/team': 'session',
      'aws:PrincipalTag/other': 'role',
      'aws:userid': 'AROADEPLOYER:run',
    });
  });

  it('tells of root', () => {
    expect(principalKeys(root)).toEqual({
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalArn': 'arn:aws:iam::111122223333:root',
      'aws:PrincipalAccount': '111122223333',
      'aws:PrincipalType': 'Account',
      'aws:userid': '111122223333',
    });
  });

  it('tells of a service for whom it acts', () => {
    expect(principalKeys(lambda)).toEqual({
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': 'lambda.amazonaws.com',
      'aws:SourceAccount': '111122223333',
    });
    expect(principalKeys({ ...lambda, sourceArn: 'arn:x' })).toMatchObject({ 'aws:SourceArn': 'arn:x' });
  });

  it('tells of a web identity, and of its session, who vouched for it', () => {
    const { federation } = webIdentity;
    expect(principalKeys(webIdentity)).toEqual({
      'aws:PrincipalIsAWSService': 'false',
      'aws:FederatedProvider': 'arn:aws:iam::111122223333:oidc-provider/127.0.0.1:4444',
      '127.0.0.1:4444:aud': ['sts.amazonaws.com'],
      '127.0.0.1:4444:sub': 'repo:shop/pay:ref:refs/heads/main',
    });
    expect(principalKeys({ ...session, federation })).toMatchObject({ ...federation.keys, 'aws:FederatedProvider': federation.provider });
  });

  it('tells little of a caller without a signature', () => {
    expect(principalKeys(anonymous)).toEqual({
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalType': 'Anonymous',
      'aws:userid': 'anonymous',
    });
  });
});
