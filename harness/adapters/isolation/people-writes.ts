import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { UpdateAliasCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { strToU8, zipSync } from 'fflate';
import type { AwsClients } from '../aws/accounts.ts';
import { type Answer, answerOf } from './attempt.ts';
import type { Target, TargetKind } from './targets.ts';

interface Write {
  readonly kind: TargetKind;
  readonly operation: string;
  /** Changes nothing even where it is let in, or next to nothing. */
  readonly send: (clients: AwsClients, target: Target) => Promise<unknown>;
  /** Answers that nobody gets who isn't let in. */
  readonly past: readonly string[];
}

const marker = 'rehearsal-isolation-probe';

const writes: readonly Write[] = [
  {
    kind: 'bucket',
    operation: 'PutObject',
    send: ({ s3 }, { reference }) => s3.send(new PutObjectCommand({ Bucket: reference, Key: marker, Body: marker })),
    past: [],
  },
  {
    kind: 'function',
    operation: 'UpdateFunctionCode',
    send: ({ lambda }, { reference }) =>
      lambda.send(
        new UpdateFunctionCodeCommand({ FunctionName: reference, DryRun: true, ZipFile: zipSync({ 'index.mjs': strToU8(marker) }) }),
      ),
    past: ['ResourceConflictException'],
  },
  {
    kind: 'function',
    operation: 'UpdateAlias',
    // No revision has this id, so that nothing is changed; and no alias this name, in case that isn't looked at.
    send: ({ lambda }, { reference }) => lambda.send(new UpdateAliasCommand({ FunctionName: reference, Name: marker, RevisionId: marker })),
    past: ['PreconditionFailedException', 'ResourceNotFoundException'],
  },
  {
    kind: 'secret',
    operation: 'PutSecretValue',
    // With a stage of its own: what AWSCURRENT is stays.
    send: ({ secrets }, { reference }) =>
      secrets.send(new PutSecretValueCommand({ SecretId: reference, SecretString: marker, VersionStages: [marker] })),
    past: [],
  },
  {
    kind: 'stack',
    operation: 'DeleteStack',
    // Of a name that no stack has: DeleteStack is content with that.
    send: ({ cloudFormation }) => cloudFormation.send(new DeleteStackCommand({ StackName: marker })),
    past: [],
  },
];

export interface PeopleWrite extends Answer {
  readonly target: Target;
}

/** What somebody who may only look is answered to the writes that would matter most. */
export async function tryPeopleWrites(people: AwsClients, targets: readonly Target[]): Promise<readonly PeopleWrite[]> {
  const tried = writes.map(async ({ kind, operation, send, past }): Promise<readonly PeopleWrite[]> => {
    const target = targets.find((each) => each.kind === kind);
    if (target === undefined) return [];
    const answer = await answerOf(operation, () => send(people, target));
    const letIn = answer.result === 'unclear' && past.some((code) => answer.how.endsWith(`: ${code}`));
    return [{ target, ...(letIn ? { ...answer, result: 'allowed' as const } : answer) }];
  });
  return (await Promise.all(tried)).flat();
}
