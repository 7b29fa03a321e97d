import { describe, expect, it } from 'vitest';
import { leastPrivilege } from './least-privilege.ts';
import { unusedGrants } from './unused-grants.ts';

const stage = (environment: string): string => `arn:aws:sts::333333333333:assumed-role/rehearsal-stage/rehearsal-${environment}`;

function line(principal: string, decision: string, ...wants: readonly (readonly [string, string])[]): string {
  return JSON.stringify({ principal, operation: 'X', decision, wants: wants.map(([action, resource]) => ({ action, resource })) });
}

const trace = [
  line(stage('uat'), 'allowed', ['lambda:UpdateAlias', 'arn:aws:lambda:eu-west-1:333333333333:function:pay:7']),
  line(stage('uat'), 'allowed', ['lambda:UpdateAlias', 'arn:aws:lambda:eu-west-1:333333333333:function:pay:8']),
  line(stage('uat'), 'allowed', ['lambda:PublishVersion', 'arn:aws:lambda:eu-west-1:333333333333:function:pay']),
  line(stage('uat'), 'allowed', ['lambda:GetFunction', 'arn:aws:lambda:eu-west-1:333333333333:function:pay']),
  line(stage('uat'), 'allowed', ['iam:PassRole', 'arn:aws:iam::333333333333:role/payments-mod-001-PayRole-0OK490IHBB9LL']),
  line(stage('uat'), 'allowed', ['s3:GetObject', `arn:aws:s3:::registry/payments/${'a'.repeat(40)}/pay.zip`]),
  line(stage('uat'), 'denied', ['s3:PutObject', 'arn:aws:s3:::registry/x']),
  line(stage('dev'), 'allowed', ['ssm:GetParameter', '*']),
  '{"kind":"invocation"}',
];

const did = leastPrivilege(trace, 'uat');

describe('the least that a stage’s role needs', () => {
  it('is what it did, with a wildcard for what each run names anew', () => {
    expect(did.Statement).toEqual([
      { Sid: 'iam1', Effect: 'Allow', Action: ['iam:PassRole'], Resource: ['arn:aws:iam::333333333333:role/payments-mod-001-PayRole-*'] },
      {
        Sid: 'lambda1',
        Effect: 'Allow',
        Action: ['lambda:GetFunction', 'lambda:PublishVersion'],
        Resource: ['arn:aws:lambda:eu-west-1:333333333333:function:pay'],
      },
      {
        Sid: 'lambda2',
        Effect: 'Allow',
        Action: ['lambda:UpdateAlias'],
        Resource: ['arn:aws:lambda:eu-west-1:333333333333:function:pay:*'],
      },
      { Sid: 's31', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::registry/payments/*/pay.zip'] },
    ]);
  });

  it('is nothing where it did nothing', () => {
    expect(leastPrivilege([], 'uat')).toEqual({ Version: '2012-10-17', Statement: [] });
  });
});

describe('what a role may and never did', () => {
  it('are the actions that it was granted by name, and how little of a wildcard it used', () => {
    const policy = {
      Statement: [
        { Effect: 'Allow', Action: 'lambda:*' },
        { Effect: 'Allow', Action: ['iam:PassRole', 'iam:DeleteRole', 's3:Get*'] },
        { Effect: 'Deny', Action: 'kms:*' },
      ],
    };
    expect(unusedGrants(policy, did)).toEqual({
      unused: ['iam:DeleteRole'],
      wide: [
        { granted: 'lambda:*', used: ['lambda:GetFunction', 'lambda:PublishVersion', 'lambda:UpdateAlias'] },
        { granted: 's3:Get*', used: ['s3:GetObject'] },
      ],
    });
  });
});
