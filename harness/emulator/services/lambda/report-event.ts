import type { Partition } from '../../accounts/state.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { AsyncEvent } from './async-event.ts';
import { functionArn, unqualified } from './function-ref.ts';
import type { FunctionRunner, InvokedFunction } from './invoke-function.ts';
import { resolveVersion } from './resolve-version.ts';
import { sendToTarget } from './send-to-target.ts';
import type { TargetMessage } from './send-to-target.ts';
import { latest } from './state.ts';
import type { EventInvokeConfigRow, VersionRow } from './state.ts';

export interface EventEnd {
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
  /** Absent where it never ran. */
  readonly invoked?: InvokedFunction;
}

/** Tells the destinations and the dead-letter queue what became of an event, as the function's execution role. */
export async function reportEvent(
  running: FunctionRunner,
  partition: Partition,
  event: AsyncEvent,
  config: EventInvokeConfigRow | undefined,
  end: EventEnd,
): Promise<void> {
  const version = versionOf(partition, event);
  // The function is gone, and with it the role that could tell anybody.
  if (version === undefined) return;
  const succeeded = end.condition === 'Success';
  const destination = succeeded ? config?.onSuccessArn : config?.onFailureArn;
  const deadLetterQueue = succeeded ? undefined : version.deadLetterTargetArn;
  if (destination !== undefined) await send(running, event, version.role, destination, recordOf(running, event, end, destination));
  if (deadLetterQueue !== undefined) await send(running, event, version.role, deadLetterQueue, deadLetterOf(event, end));
}

function versionOf(partition: Partition, { ref }: AsyncEvent): VersionRow | undefined {
  try {
    return resolveVersion(partition, ref).version;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** What cannot be sent is given up, as on AWS (its metrics DestinationDeliveryFailures and DeadLetterErrors), and is in the trace. */
async function send(running: FunctionRunner, event: AsyncEvent, roleArn: string, targetArn: string, message: TargetMessage): Promise<void> {
  const { ref, requestId } = event;
  const role = { ...ref, functionName: ref.name, roleArn, functionArn: functionArn(unqualified(ref)) };
  try {
    const { principal } = await running.factory.roles.session(role);
    await sendToTarget(running.host, targetArn, message, principal);
  } catch (error) {
    running.host.trace({
      at: running.host.now().toISOString(),
      kind: 'destination-failed',
      service: 'lambda',
      wants: [],
      requestId,
      account: ref.account,
      function: ref.name,
      destination: targetArn,
      reason: String(error),
    });
  }
}

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function recordOf(running: FunctionRunner, event: AsyncEvent, end: EventEnd, destination: string): TargetMessage {
  const { invoked, condition } = end;
  const arn = functionArn({ ...event.ref, qualifier: event.ref.qualifier ?? latest });
  const record = {
    version: '1.0',
    timestamp: running.host.now().toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: arn,
      condition,
      approximateInvokeCount: event.failures + (invoked === undefined ? 0 : 1),
    },
    requestPayload: jsonOf(Buffer.from(event.payload, 'base64')),
    ...(invoked === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: invoked.executedVersion,
            ...(invoked.outcome.kind === 'failed' ? { functionError: 'Unhandled' } : {}),
          },
          responsePayload: jsonOf(invoked.outcome.payload),
        }),
  };
  const detailType = `Lambda Function Invocation Result - ${condition === 'Success' ? 'Success' : 'Failure'}`;
  return { body: JSON.stringify(record), event: { detailType, resources: [destination, arn] } };
}

/** The event itself, and beside it why. Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
function deadLetterOf(event: AsyncEvent, { condition, invoked }: EventEnd): TargetMessage {
  const failure = invoked === undefined ? undefined : jsonOf(invoked.outcome.payload);
  const told = typeof failure === 'object' && failure !== null && 'errorMessage' in failure ? failure.errorMessage : undefined;
  const message = typeof told === 'string' && told !== '' ? told : condition;
  return {
    body: Buffer.from(event.payload, 'base64').toString() || '{}',
    attributes: {
      RequestID: { DataType: 'String', StringValue: event.requestId },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: Buffer.from(message).subarray(0, 1024).toString() },
    },
    event: { detailType: '', resources: [] },
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString();
  return text === '' ? {} : (JSON.parse(text) as unknown);
}
