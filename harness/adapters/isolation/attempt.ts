import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { IsolationAttempt } from '../../../src/ports/isolation.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { askUrl } from './ask-url.ts';
import type { Target, TargetKind } from './targets.ts';

interface Try {
  readonly operation: string;
  /** Reads, or asks whether it might: nothing is changed where it is let in. */
  readonly send: (clients: AwsClients, reference: string) => Promise<unknown>;
  /** How the service tells somebody of another account that there is nothing for him: the target was there a moment ago. */
  readonly hides?: readonly string[];
}

const tries: Readonly<Record<TargetKind, Try>> = {
  role: {
    operation: 'AssumeRole',
    send: ({ sts }, RoleArn) => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'rehearsal-isolation', DurationSeconds: 900 })),
  },
  bucket: { operation: 'ListObjectsV2', send: ({ s3 }, Bucket) => s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 })) },
  secret: { operation: 'GetSecretValue', send: ({ secrets }, SecretId) => secrets.send(new GetSecretValueCommand({ SecretId })) },
  function: {
    operation: 'Invoke',
    // DryRun asks for the permission and runs nothing.
    send: ({ lambda }, FunctionName) => lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'DryRun' })),
  },
  url: { operation: 'InvokeFunctionUrl', send: askUrl },
  stack: {
    operation: 'DescribeStacks',
    send: ({ cloudFormation }, StackName) => cloudFormation.send(new DescribeStacksCommand({ StackName })),
  },
  parameter: { operation: 'GetParameter', send: ({ ssm }, Name) => ssm.send(new GetParameterCommand({ Name, WithDecryption: true })) },
  'log group': {
    operation: 'FilterLogEvents',
    send: ({ logs }, logGroupIdentifier) => logs.send(new FilterLogEventsCommand({ logGroupIdentifier, limit: 1 })),
    // CloudWatch Logs knows no policy that lets another account in by name: it looks the group up in the caller's own.
    hides: ['ResourceNotFoundException'],
  },
};

export type Answer = Pick<IsolationAttempt, 'result' | 'how'>;

/** Really calls it. */
export async function attempt(clients: AwsClients, { kind, reference }: Target, denied: readonly string[] = []): Promise<Answer> {
  const { operation, send, hides = [] } = tries[kind];
  return await answerOf(operation, () => send(clients, reference), [...hides, ...denied]);
}

/** What a call says of who may make it: AWS's denials are few, and any other error says nothing. */
export async function answerOf(operation: string, call: () => Promise<unknown>, hides: readonly string[] = []): Promise<Answer> {
  try {
    await call();
    return { result: 'allowed', how: operation };
  } catch (error) {
    const code = error instanceof Error ? error.name : String(error);
    return { result: denials.has(code) || hides.includes(code) ? 'denied' : 'unclear', how: `${operation}: ${code}` };
  }
}

const denials: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'UnauthorizedOperation',
  'NotAuthorized',
  'KMSAccessDeniedException',
]);
