import { describe, expect, it } from 'vitest';
import { awsManagedPolicies } from './policy-aws-managed.ts';
import { parseIdentityPolicy } from './policy-identity.ts';

describe('AWS’s managed policies', () => {
  it('are the few that are known', () => {
    expect([...awsManagedPolicies.keys()]).toEqual([
      'arn:aws:iam::aws:policy/AdministratorAccess',
      'arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess',
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
      'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole',
      'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
      'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess',
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    ]);
  });

  it.each([...awsManagedPolicies.values()])('$name is a policy', ({ document, arn, path, name }) => {
    expect(parseIdentityPolicy(document).Statement).toHaveLength(1);
    expect(arn).toBe(`arn:aws:iam::aws:policy${path}${name}`);
  });

  it('let a function write its logs', () => {
    const basic = awsManagedPolicies.get('arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole');
    expect(JSON.parse(basic?.document ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }],
    });
  });
});
