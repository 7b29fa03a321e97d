import { parseArn } from '../../accounts/arn.ts';
import type { Want } from '../../accounts/policy.ts';
import { invalidParameterValue } from './errors.ts';
import type { ExecutionRole } from './runtime/execution-role.ts';
import type { FunctionRunner } from './invoke-function.ts';

interface TargetKind {
  readonly action: string;
  readonly call: string;
}

/** Where Lambda can send what became of an event, by the service in the target's ARN. */
const kinds: Readonly<Record<string, TargetKind>> = {
  sqs: { action: 'sqs:SendMessage', call: 'SendMessage on SQS' },
  sns: { action: 'sns:Publish', call: 'Publish on SNS' },
  lambda: { action: 'lambda:InvokeFunction', call: 'InvokeFunction on Lambda' },
  events: { action: 'events:PutEvents', call: 'PutEvents on EventBridge' },
};

const deadLetterServices: readonly string[] = ['sqs', 'sns'];

/** @throws InvalidParameterValueException where the execution role may not send there, as AWS finds when it is handed over. */
export async function checkDestination(running: FunctionRunner, role: ExecutionRole, targetArn: string): Promise<void> {
  await check(running, role, targetArn, kindOf(targetArn));
}

export async function checkDeadLetterTarget(running: FunctionRunner, role: ExecutionRole, targetArn: string | undefined): Promise<void> {
  if (targetArn === undefined) return;
  const kind = kindOf(targetArn);
  if (!deadLetterServices.includes(parseArn(targetArn)?.service ?? ''))
    throw invalidParameterValue(`The target ARN ${targetArn} of the dead letter configuration is neither a queue nor a topic.`);
  await check(running, role, targetArn, kind);
}

function kindOf(targetArn: string): TargetKind {
  const arn = parseArn(targetArn);
  const kind = arn === undefined ? undefined : kinds[arn.service];
  if (kind === undefined || arn?.resource.endsWith('.fifo') === true)
    throw invalidParameterValue(
      `The destination ARN ${targetArn} is invalid: it takes a standard queue or topic, a function or an event bus.`,
    );
  return kind;
}

async function check(running: FunctionRunner, role: ExecutionRole, targetArn: string, { action, call }: TargetKind): Promise<void> {
  const { principal } = await running.factory.roles.session(role);
  const want: Want = { action, resource: targetArn };
  if (running.host.authorise(principal, [want], role.region) !== undefined)
    throw invalidParameterValue(`The provided execution role does not have permissions to call ${call}`);
}
