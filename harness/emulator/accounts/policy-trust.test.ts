import { describe, expect, it } from 'vitest';
import { PolicyProblem } from './policy-problem.ts';
import { parseTrustPolicy } from './policy-trust.ts';

const known = new Set([
  'arn:aws:iam::111122223333:role/deployer',
  'arn:aws:iam::111122223333:user/ann',
  'arn:aws:sts::111122223333:assumed-role/deployer/run',
]);
const statement = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
const parse = (...statements: readonly unknown[]) =>
  parseTrustPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), (arn) => known.has(arn));

describe('parseTrustPolicy', () => {
  it.each([
    statement,
    { ...statement, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] },
    { ...statement, Action: 'STS:assumerole*' },
    { ...statement, Action: 'sts:*' },
    { ...statement, Action: 'sts:Assume*' },
    { ...statement, Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:SetContext'] },
    { ...statement, Principal: '*' },
    { ...statement, Principal: { AWS: '*' } },
    { ...statement, Principal: { AWS: ['arn:aws:iam::111122223333:root', ...known] } },
    { ...statement, Principal: { AWS: ['AROAABCDEFG', 'AIDA234567'] } },
    { ...statement, Principal: { Service: ['lambda.amazonaws.com', 'edge-lambda.amazonaws.com', 'states.eu-central-1.amazonaws.com'] } },
    { ...statement, Principal: { Federated: 'accounts.google.com' } },
    { ...statement, Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/127.0.0.1:4444/shop' } },
    { ...statement, Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111122223333' } },
  ])('accepts %j', (accepted) => {
    expect(() => parse(accepted)).not.toThrow();
  });

  it.each<[Record<string, unknown>, string]>([
    [{ ...statement, Resource: '*' }, 'Has prohibited field Resource'],
    [{ ...statement, NotResource: '*' }, 'Has prohibited field NotResource'],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole' }, 'Missing required field Principal'],
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: '*' }, 'AssumeRolepolicy contained an invalid principal: "NotPrincipal".'],
    [{ Effect: 'Allow', Principal: '*' }, 'Missing required field Action'],
    [{ ...statement, Action: [] }, 'Missing required field Action'],
    [{ ...statement, Action: 's3:GetObject' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [{ ...statement, Action: ['sts:AssumeRole', 'sts:GetCallerIdentity'] }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [{ ...statement, Action: '*' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [{ ...statement, Action: 'xsts:AssumeRole' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    [{ ...statement, Principal: { AWS: '1234' } }, 'Invalid principal in policy: "AWS":"1234"'],
    [{ ...statement, Principal: { AWS: '1111222233334' } }, 'Invalid principal in policy: "AWS":"1111222233334"'],
    [
      { ...statement, Principal: { AWS: 'arn:aws:iam::111122223333:role/gone' } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/gone"',
    ],
    [
      { ...statement, Principal: { AWS: 'arn:aws:iam::111122223333:role/' } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/"',
    ],
    [
      { ...statement, Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/gone/x' } },
      'Invalid principal in policy: "AWS":"arn:aws:sts::111122223333:assumed-role/gone/x"',
    ],
    [{ ...statement, Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: 'x' } }, 'Invalid principal in policy: "AWS":"x"'],
    [{ ...statement, Principal: { Service: 'lambda' } }, 'Invalid principal in policy: "SERVICE":"lambda"'],
    [
      { ...statement, Principal: { Service: 'lambda.amazonaws.com.example' } },
      'Invalid principal in policy: "SERVICE":"lambda.amazonaws.com.example"',
    ],
    [{ ...statement, Principal: { Federated: '*' } }, 'Federated principals must be valid domain names or SAML metadata ARNs'],
    [
      { ...statement, Principal: { Federated: 'arn:aws:iam::111122223333:role/deployer' } },
      'Federated principals must be valid domain names or SAML metadata ARNs',
    ],
    [{ ...statement, Effect: 'Maybe' }, 'Syntax errors in policy.'],
  ])('refuses %j: %s', (refused, message) => {
    expect(() => parse(refused)).toThrow(new PolicyProblem(message));
    expect(() => parse(statement, refused)).toThrow(new PolicyProblem(message));
  });

  it('words what is no JSON differently', () => {
    expect(() => parseTrustPolicy('{', () => true)).toThrow(new PolicyProblem('This policy contains invalid Json'));
  });

  it('asks nobody whether whoever exists', () => {
    expect(() => parseTrustPolicy(JSON.stringify({ Statement: [{ ...statement, Principal: { AWS: 'somebody' } }] }), () => true)).toThrow(
      'Invalid principal in policy: "AWS":"somebody"',
    );
  });
});
