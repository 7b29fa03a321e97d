import type { Partition, Table } from '../../accounts/state.ts';
import type { PolicyStatement } from '../../accounts/policy.ts';

/** What belongs to a function as a whole. */
export interface FunctionRow {
  readonly name: string;
  /** The number of the version published last; 0 before the first. Never used again, also after a deletion. */
  readonly lastVersion: number;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Code and configuration of `$LATEST` or of a published version, which never changes again. */
export interface VersionRow {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly runtime: string;
  readonly role: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memorySizeMb: number;
  readonly ephemeralStorageMb: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly architecture: string;
  readonly logging: LoggingRow;
  /** Where events go that the function failed to handle. */
  readonly deadLetterTargetArn?: string;
  /** Hex: the blob of the zip. */
  readonly codeSha256: string;
  readonly codeBytes: number;
  /** ISO 8601. */
  readonly modifiedAt: string;
  readonly revisionId: string;
}

export interface LoggingRow {
  readonly format: 'Text' | 'JSON';
  readonly group: string;
  /** JSON only. */
  readonly applicationLevel?: string;
  readonly systemLevel?: string;
}

export interface AliasRow {
  readonly functionName: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** At most one other version, with its share of the invocations, 0 to 1. */
  readonly additional?: { readonly version: string; readonly weight: number };
  readonly revisionId: string;
}

/** The resource policy of a function, a version or an alias. */
export interface PolicyRow {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

export interface FunctionUrlRow {
  readonly functionName: string;
  /** Empty for the function itself. */
  readonly alias: string;
  readonly urlId: string;
  /** On 127.0.0.1. Kept: the URL stays the same after a restart. */
  readonly port: number;
  readonly authType: 'NONE' | 'AWS_IAM';
  readonly cors?: CorsRow;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

export interface CorsRow {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
}

/** How events of InvocationType Event fare for a version or an alias. */
export interface EventInvokeConfigRow {
  readonly functionName: string;
  /** `$LATEST`, a number or an alias. */
  readonly qualifier: string;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  readonly onSuccessArn?: string;
  readonly onFailureArn?: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/** A queue whose messages Lambda takes to a function. */
export interface EventSourceMappingRow {
  readonly uuid: string;
  readonly functionName: string;
  readonly qualifier?: string;
  readonly eventSourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Event patterns, as text: a message that meets none is deleted. Empty: all are taken. */
  readonly filters: readonly string[];
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly tags?: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

export const latest = '$LATEST';

export interface LambdaTables {
  /** By function name. */
  readonly functions: Table<FunctionRow>;
  /** By `versionKey`. */
  readonly versions: Table<VersionRow>;
  /** By `name/alias`. */
  readonly aliases: Table<AliasRow>;
  /** By `name/qualifier`, the qualifier empty for the function itself. */
  readonly policies: Table<PolicyRow>;
  /** By `name/alias`, the alias empty for the function itself. */
  readonly urls: Table<FunctionUrlRow>;
  /** By `name/qualifier`. */
  readonly eventInvokeConfigs: Table<EventInvokeConfigRow>;
  /** By uuid. */
  readonly eventSourceMappings: Table<EventSourceMappingRow>;
}

export function lambdaTables(partition: Partition): LambdaTables {
  return {
    functions: partition.table('functions'),
    versions: partition.table('versions'),
    aliases: partition.table('aliases'),
    policies: partition.table('policies'),
    urls: partition.table('urls'),
    eventInvokeConfigs: partition.table('event-invoke-configs'),
    eventSourceMappings: partition.table('event-source-mappings'),
  };
}

/** `$LATEST` sorts before all numbers, and these by their value: the order in which AWS lists them. */
export function versionKey(name: string, version: string): string {
  return `${name}/${version === latest ? latest : version.padStart(10, '0')}`;
}
