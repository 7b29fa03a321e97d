import { describe, expect, it } from 'vitest';
import { denialSentence } from './evaluate-denial.ts';
import { anonymous, lambda, session, user, webIdentity } from './testing-principals.ts';

const invoke = { action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:eu-central-1:111122223333:function:pay' };
const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' };
const assume = { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/r' };

describe('denialSentence', () => {
  it('tells a web identity nothing but the action', () => {
    const take = { ...assume, action: 'sts:AssumeRoleWithWebIdentity' };
    const sentence = denialSentence(webIdentity, take, 'resource-based policy', false);
    expect(sentence).toBe('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  });

  it.each([
    [
      user,
      invoke,
      'identity-based policy',
      false,
      'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:pay because no identity-based policy allows the lambda:InvokeFunction action',
    ],
    [
      user,
      invoke,
      'identity-based policy',
      true,
      'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:pay with an explicit deny in an identity-based policy',
    ],
    [
      user,
      { action: 'lambda:ListFunctions', resource: '*' },
      'identity-based policy',
      false,
      'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action',
    ],
    [
      session,
      get,
      'resource-based policy',
      true,
      'User: arn:aws:sts::111122223333:assumed-role/deployer/run is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy',
    ],
    [
      session,
      get,
      'permissions boundary',
      false,
      'User: arn:aws:sts::111122223333:assumed-role/deployer/run is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" because no permissions boundary allows the s3:GetObject action',
    ],
    [
      session,
      get,
      'session policy',
      true,
      'User: arn:aws:sts::111122223333:assumed-role/deployer/run is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a session policy',
    ],
    [
      session,
      { action: 's3:ListAllMyBuckets', resource: '*' },
      'identity-based policy',
      false,
      'User: arn:aws:sts::111122223333:assumed-role/deployer/run is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action',
    ],
    [
      user,
      assume,
      'resource-based policy',
      false,
      'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r',
    ],
    [
      user,
      { ...assume, action: 'sts:TagSession' },
      'identity-based policy',
      true,
      'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:TagSession on resource: arn:aws:iam::111122223333:role/r',
    ],
    [
      lambda,
      assume,
      'resource-based policy',
      false,
      'User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r',
    ],
    [anonymous, get, 'resource-based policy', false, 'Access Denied'],
    [
      anonymous,
      invoke,
      'resource-based policy',
      false,
      'User: anonymous is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:pay because no resource-based policy allows the lambda:InvokeFunction action',
    ],
  ] as const)('%#', (principal, want, denying, explicit, sentence) => {
    expect(denialSentence(principal, want, denying, explicit)).toBe(sentence);
  });
});
