import { GetQueueAttributes$ } from '@aws-sdk/client-sqs';
import type { GetQueueAttributesResult } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../accounts/arn.ts';
import { parsePolicy } from '../../../accounts/policy-document.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { invalidParameterValue } from '../errors.ts';
import type { ExecutionRole } from '../runtime/execution-role.ts';
import type { FunctionRunner } from '../invoke-function.ts';

export interface MappedFunction {
  readonly role: ExecutionRole;
  readonly timeoutSeconds: number;
}

/**
 * What Lambda checks of a queue before it maps it: the execution role may read it, and a message stays away for as long as the function
 * may run.
 * @throws InvalidParameterValueException
 */
export async function checkSource(running: FunctionRunner, queueArn: string, { role, timeoutSeconds }: MappedFunction): Promise<void> {
  const arn = parseArn(queueArn);
  if (arn === undefined) throw invalidParameterValue(`Unrecognized event source, must be kinesis, dynamodb stream or sqs.`);
  if (arn.service !== 'sqs') throw new NotImplemented(`An event source mapping of ${arn.service}`);
  if (arn.region !== role.region) throw invalidParameterValue('The event source and the function must be in the same region.');
  const { principal } = await running.factory.roles.session(role);
  const attributes = await attributesOf(running, queueUrlOf(running, queueArn), role, principal);
  for (const call of ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']) {
    const policy = attributes['Policy'];
    const want = { action: `sqs:${call}`, resource: queueArn, ...(policy === undefined ? {} : { resourcePolicy: parsePolicy(policy) }) };
    if (running.host.authorise(principal, [want], role.region) !== undefined) throw notPermitted(call);
  }
  const visibility = Number(attributes['VisibilityTimeout']);
  if (visibility < timeoutSeconds)
    throw invalidParameterValue(`Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeoutSeconds} seconds`);
}

export function queueUrlOf({ host }: Pick<FunctionRunner, 'host'>, queueArn: string): string {
  const { account = '', resource = '' } = parseArn(queueArn) ?? {};
  return `${host.endpoint}/${account}/${resource}`;
}

async function attributesOf(
  running: FunctionRunner,
  QueueUrl: string,
  { region }: ExecutionRole,
  as: Parameters<FunctionRunner['host']['call']>[2]['as'],
): Promise<Readonly<Record<string, string>>> {
  try {
    const input = { QueueUrl, AttributeNames: ['Policy', 'VisibilityTimeout'] };
    const { Attributes = {} } = await running.host.call<GetQueueAttributesResult>(GetQueueAttributes$, input, { as, region });
    return Attributes;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'AccessDeniedException') throw notPermitted('ReceiveMessage');
    const code = error.headers['x-amzn-query-error']?.split(';')[0] ?? error.code;
    throw invalidParameterValue(`Error occurred while ReceiveMessage. SQS Error Code: ${code}. SQS Error Message: ${error.message}`);
  }
}

const notPermitted = (call: string): AwsError =>
  invalidParameterValue(`The provided execution role does not have permissions to call ${call} on SQS`);
