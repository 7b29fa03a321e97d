import { describe, expect, it } from 'vitest';
import { parseIdentityPolicy, parseInlinePolicy } from './policy-identity.ts';
import { PolicyProblem } from './policy-problem.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const text = (...statements: readonly unknown[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

const syntax = 'Syntax errors in policy.';
const version = 'Policy document must be version 2012-10-17 or greater.';
const legacy = 'The policy failed legacy parsing';
const actions = 'Policy statement must contain actions.';
const resources = 'Policy statement must contain resources.';
const vendor = 'Resource vendor must be fully qualified and cannot contain regexes.';
const iamPath =
  'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

describe('parseIdentityPolicy', () => {
  it.each([
    statement,
    { Effect: 'Deny', NotAction: ['iam:*', '*'], NotResource: '*' },
    { ...statement, Action: '*:*' },
    { ...statement, Action: 'execute-api:Invoke' },
    { ...statement, Resource: 'arn:*:s3:::b' },
    { ...statement, Resource: 'arn:aws-cn:s3:::b' },
    { ...statement, Resource: ['arn:aws:iam::*:role/x', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:*'] },
    { ...statement, Resource: 'arn:aws:s3:eu-central-1:111122223333:accesspoint/a' },
    { ...statement, Resource: 'arn:aws:lambda:*:*:function:*' },
    { ...statement, Condition: { DateLessThan: { 'aws:CurrentTime': ['2026-01-01', '1767225600'] } } },
    { ...statement, Condition: { StringEquals: { 'aws:CurrentTime': 'never' } } },
  ])('accepts %j', (accepted) => {
    expect(parseIdentityPolicy(text(accepted)).Statement).toEqual([accepted]);
  });

  // What AWS answered to CreatePolicy.
  it.each([
    [text({ ...statement, Comment: 'x' }), syntax],
    [JSON.stringify({ Statement: [statement] }), version],
    [JSON.stringify({ Version: '2008-10-17', Statement: [statement] }), version],
    [text({ ...statement, Principal: '*' }), 'Policy document should not specify a principal.'],
    [text({ ...statement, NotPrincipal: '*' }), 'Policy document should not specify a principal.'],
    [text({ Effect: 'Allow', Resource: '*' }), actions],
    [text({ ...statement, Action: [] }), actions],
    [text({ Effect: 'Deny' }, statement), actions],
    [text({ Effect: 'Allow', Action: 's3:ListBucket' }), resources],
    [text({ ...statement, Resource: [] }), resources],
    [text({ Effect: 'Allow', Action: 'invalid' }), resources],
    [text({ ...statement, Action: 'invalid' }), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
    [text({ Effect: 'Allow', NotAction: '', Resource: '*' }), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
    [text({ ...statement, Action: 'a a:ListBucket' }), 'Vendor a a is not valid'],
    [text({ ...statement, Action: 's3*:ListBucket' }), 'Vendor s3* is not valid'],
    [text({ ...statement, Action: ':ListBucket' }), 'Vendor  is not valid'],
    [text({ ...statement, Action: 's3:List:Bucket' }), 'Actions/Condition can contain only one colon.'],
    [text({ ...statement, Action: 's:3:ListBucket', Resource: 'x' }), 'Resource x must be in ARN format or "*".'],
    [text({ ...statement, Resource: '' }), 'Resource  must be in ARN format or "*".'],
    [text({ ...statement, Resource: ['*', 'b'] }), 'Resource b must be in ARN format or "*".'],
    [text({ Effect: 'Allow', Action: 's3:*', NotResource: 'b' }), 'Resource b must be in ARN format or "*".'],
    [text({ ...statement, Resource: 'arn:error:s3:::b' }), 'Partition "error" is not valid for resource "arn:error:s3:::b".'],
    [text({ ...statement, Resource: 'arn:aws' }), vendor],
    [text({ ...statement, Resource: 'arn:aws:*:::b' }), vendor],
    [text({ ...statement, Resource: 'arn:aws:s?:::b' }), vendor],
    [text({ ...statement, Resource: 'arn:aws:s3::b' }), legacy],
    [text({ ...statement, Resource: 'arn:aws:s3' }), legacy],
    [text({ Effect: 'Allow', Resource: 'arn:aws:s3::b' }), legacy],
    [text({ ...statement, Resource: 'arn:aws::::b' }), legacy],
    [text({ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3::b' }), legacy],
    [text({ ...statement, Condition: { DateGreaterThan: { a: 'soon' } } }), legacy],
    [text({ ...statement, Condition: { 'ForAnyValue:DateGreaterThanIfExists': { a: ['2026-01-01', 'soon'] } } }), legacy],
    [text({ Effect: 'Allow', Condition: { DateGreaterThan: { a: 'soon' } } }), legacy],
    [text({ ...statement, Resource: 'arn:aws:iam:::b' }), iamPath],
    [text({ ...statement, Resource: 'arn:aws:iam::111122223333:roles/x' }), iamPath],
    [
      text({ ...statement, Resource: 'arn:aws:iam:us-east-1::b' }),
      'IAM resource arn:aws:iam:us-east-1::b cannot contain region information.',
    ],
    [text({ ...statement, Resource: 'arn:aws:s3:us-east-1::b' }), 'Resource arn:aws:s3:us-east-1::b can not contain region information.'],
  ])('refuses %s: %s', (policy, message) => {
    expect(() => parseIdentityPolicy(policy)).toThrow(new PolicyProblem(message));
  });

  it.each([
    'user',
    'federated-user',
    'role',
    'group',
    'instance-profile',
    'mfa',
    'server-certificate',
    'policy',
    'sms-mfa',
    'saml-provider',
    'oidc-provider',
    'report',
    'access-report',
  ])('knows IAM’s %s', (kind) => {
    expect(() => parseIdentityPolicy(text({ ...statement, Resource: `arn:aws:iam::111122223333:${kind}/x` }))).not.toThrow();
  });

  it.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc'])('knows the partition %s', (partition) => {
    expect(() => parseIdentityPolicy(text({ ...statement, Resource: `arn:${partition}:s3:::b` }))).not.toThrow();
  });
});

describe('a policy that is part of a role', () => {
  it('needs no version', () => {
    expect(parseInlinePolicy(JSON.stringify({ Statement: [statement] })).Statement).toEqual([statement]);
  });

  it('is checked otherwise as any', () => {
    expect(() => parseInlinePolicy(JSON.stringify({ Statement: [{ ...statement, Action: 'invalid' }] }))).toThrow('prefaced by a vendor');
  });
});
