import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../accounts/policy-document.ts';
import { readBucketPolicy } from './bucket-policy.ts';
import { isPublicPolicy } from './is-public-policy.ts';

const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const policy = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ ...base, ...statement }] });

describe('a bucket policy', () => {
  const cases: readonly (readonly [name: string, statement: object, isPublic: boolean])[] = [
    ['for everybody', { Principal: '*' }, true],
    ['for every account', { Principal: { AWS: ['*'] } }, true],
    ['for all but one', { NotPrincipal: { AWS: '111122223333' } }, true],
    ['for one account', { Principal: { AWS: '111122223333' } }, false],
    ['that denies everybody', { Principal: '*', Effect: 'Deny' }, false],
    ['for everybody of one organisation', { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    ['for everybody of any organisation', { Principal: '*', Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } } }, true],
    ['for everybody from one network', { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, false],
    ['for everybody from anywhere', { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true],
    ['for everybody by one kind of client', { Principal: '*', Condition: { StringEquals: { 'aws:UserAgent': 'x' } } }, true],
  ];

  it.each(cases)('%s: public %s', (_, statement, isPublic) => {
    expect(isPublicPolicy(parsePolicy(policy(statement)))).toBe(isPublic);
  });

  const refused: readonly (readonly [text: string, message: string])[] = [
    ['', 'Policies must be valid JSON'],
    ['{', 'This policy contains invalid Json'],
    [policy({}), 'Missing required field Principal'],
    [policy({ Principal: '*', Action: undefined }), 'Missing required field Action'],
    [policy({ Principal: '*', Action: 'iam:GetRole' }), 'Policy has invalid action'],
    [policy({ Principal: '*', Resource: 'arn:aws:s3:::other/*' }), 'Policy has invalid resource'],
    [policy({ Principal: '*', Resource: 'arn:aws:s3:::bb' }), 'Policy has invalid resource'],
  ];

  it.each(refused)('%s is refused: %s', (text, message) => {
    expect(() => readBucketPolicy(text, 'b')).toThrow(message);
  });

  it('may name its bucket by a wildcard', () => {
    expect(readBucketPolicy(policy({ Principal: '*', Resource: 'arn:aws:s3:::b*' }), 'b').Statement).toHaveLength(1);
  });
});
