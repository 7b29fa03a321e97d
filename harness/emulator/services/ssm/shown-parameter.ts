import { createHash } from 'node:crypto';
import type { Parameter as Shown, ParameterMetadata } from '@aws-sdk/client-ssm';
import type { OperationContext } from '../../kernel/context.ts';
import type { FoundParameter } from './find-parameter.ts';
import { decryptValue } from './kms-value.ts';
import type { Parameter, ParameterVersion } from './state.ts';

/** As GetParameter, GetParameters and GetParametersByPath show it. */
export async function shownParameter(
  found: Omit<FoundParameter, 'state'>,
  withDecryption: boolean | undefined,
  context: OperationContext,
): Promise<Shown> {
  const { parameter, version, selector, arn } = found;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: await shownValue(found, withDecryption, context),
    Version: version.version,
    ...(selector === undefined ? {} : { Selector: selector }),
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: arn,
    DataType: 'text',
  };
}

/** Without WithDecryption a SecureString is KMS ciphertext. Under AWS's own key nothing can be learnt from what stands for it here. */
export async function shownValue(
  { arn, parameter, version }: Pick<FoundParameter, 'arn' | 'parameter' | 'version'>,
  withDecryption: boolean | undefined,
  context: OperationContext,
): Promise<string> {
  const { value, keyId } = version;
  if (parameter.type !== 'SecureString') return value;
  if (withDecryption === true) return keyId === undefined ? value : decryptValue(value, arn, context);
  return keyId === undefined ? standIn(arn, version) : value;
}

function standIn(arn: string, version: ParameterVersion): string {
  const seed = `${arn}:${version.version}:${version.modifiedAt}`;
  const bytes = [0, 1, 2].map((block) => createHash('sha256').update(`${block}${seed}`).digest());
  return Buffer.concat([Buffer.from('0102020078', 'hex'), ...bytes]).toString('base64');
}

/** As DescribeParameters and GetParameterHistory show it: everything but the value. */
export function metadataOf(parameter: Parameter, version: ParameterVersion): ParameterMetadata {
  const { description, allowedPattern } = version;
  return {
    Name: parameter.name,
    Type: parameter.type,
    ...(parameter.type === 'SecureString' ? { KeyId: version.keyId ?? 'alias/aws/ssm' } : {}),
    LastModifiedDate: new Date(version.modifiedAt),
    LastModifiedUser: version.modifiedBy,
    ...(description === undefined ? {} : { Description: description }),
    ...(allowedPattern === undefined ? {} : { AllowedPattern: allowedPattern }),
    Version: version.version,
    Tier: 'Standard',
    Policies: [],
    DataType: 'text',
  };
}
