import { DescribeKey$ } from '@aws-sdk/client-kms';
import type { DescribeKeyResponse } from '@aws-sdk/client-kms';
import type { SSESpecification } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { invalidParameter, validation } from '../errors.ts';
import type { TableRow } from '../state.ts';
import { newTableKey } from './table-key.ts';

const awsManagedKey = 'alias/aws/dynamodb';

/** What a table is to be under; undefined for the key that AWS owns, which is no KMS key of the account. */
export async function readEncryption(
  spec: SSESpecification | undefined,
  name: string,
  context: OperationContext,
): Promise<TableRow['encryption']> {
  if (spec === undefined) return undefined;
  refuseUnknown('SSESpecification', spec, ['Enabled', 'SSEType', 'KMSMasterKeyId']);
  if (spec.SSEType !== undefined && spec.SSEType !== 'KMS') throw new NotImplemented(`The value ${spec.SSEType} of SSEType`);
  if (spec.Enabled !== true) {
    if (spec.KMSMasterKeyId !== undefined) throw invalidParameter('KMSMasterKeyId can only be specified when SSE is enabled');
    return undefined;
  }
  const arn = await keyArn(spec.KMSMasterKeyId ?? awsManagedKey, context);
  return { keyArn: arn, dataKey: await newTableKey(arn, name, context) };
}

/** Asked for as the caller: who may not see the key can't put a table under it. */
async function keyArn(KeyId: string, context: OperationContext): Promise<string> {
  try {
    const { KeyMetadata: key } = await context.call<DescribeKeyResponse>(DescribeKey$, { KeyId });
    if (key?.Arn === undefined || key.Enabled === false) throw validation(`KMS key ${KeyId} is disabled`);
    return key.Arn;
  } catch (problem) {
    if (!(problem instanceof AwsError)) throw problem;
    // The account's AWS managed key is made by AWS when it is first needed; KMS here may not have it.
    if (problem.code === 'UnknownOperationException' || (problem.code === 'NotFoundException' && KeyId === awsManagedKey))
      throw new NotImplemented(`A table under the KMS key ${KeyId}`);
    throw problem;
  }
}
