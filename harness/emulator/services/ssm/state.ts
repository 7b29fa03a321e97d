import type { Partition, Table } from '../../accounts/state.ts';

export type ParameterType = 'String' | 'StringList' | 'SecureString';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly tags: readonly ParameterTag[];
  /** Oldest first; at most a hundred. */
  readonly versions: readonly ParameterVersion[];
}

export interface ParameterTag {
  readonly Key: string;
  readonly Value: string;
}

export interface ParameterVersion {
  readonly version: number;
  /** Under a customer key it is what KMS encrypted, in base64. */
  readonly value: string;
  /** The customer key of a SecureString, as it was named; absent: AWS's own. */
  readonly keyId?: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
  /** Who put it: an ARN. */
  readonly modifiedBy: string;
  readonly description?: string;
  readonly allowedPattern?: string;
}

/** By name. */
export const parameters = (partition: Partition): Table<Parameter> => partition.table('parameters');

export function latest(parameter: Parameter): ParameterVersion {
  const version = parameter.versions.at(-1);
  if (version === undefined) throw new Error(`Parameter ${parameter.name} has no version.`);
  return version;
}
