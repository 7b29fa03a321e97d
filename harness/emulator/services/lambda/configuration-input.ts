import type { CreateFunctionRequest, Environment, LoggingConfig } from '@aws-sdk/client-lambda';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { refuseUnknown } from '../../kernel/refuse-unknown.ts';
import { constraintBroken, invalidParameterValue } from './errors.ts';
import type { LoggingRow, VersionRow } from './state.ts';

/** The members of CreateFunction and UpdateFunctionConfiguration that say how a function runs. */
export type ConfigurationInput = { readonly [Member in Configurable]?: CreateFunctionRequest[Member] | undefined };
type Configurable =
  | 'Role'
  | 'Handler'
  | 'Description'
  | 'Timeout'
  | 'MemorySize'
  | 'Environment'
  | 'EphemeralStorage'
  | 'LoggingConfig'
  | 'Runtime'
  | 'DeadLetterConfig';

export type Configuration = Pick<
  VersionRow,
  | 'runtime'
  | 'role'
  | 'handler'
  | 'description'
  | 'timeoutSeconds'
  | 'memorySizeMb'
  | 'ephemeralStorageMb'
  | 'variables'
  | 'logging'
  | 'deadLetterTargetArn'
>;

/** What is not said stays as in `before`. @throws AWS's error for what is out of its limits. */
export function configurationFrom(functionName: string, input: ConfigurationInput, before: Configuration): Configuration {
  const { Role, Handler, Description, Timeout, MemorySize, EphemeralStorage, Runtime } = input;
  refuseUnknown('DeadLetterConfig', input.DeadLetterConfig, ['TargetArn']);
  const deadLetterTargetArn = input.DeadLetterConfig === undefined ? before.deadLetterTargetArn : input.DeadLetterConfig.TargetArn;
  refuseUnknown('EphemeralStorage', EphemeralStorage, ['Size']);
  if (Runtime !== undefined) checkRuntime(Runtime);
  if (Role !== undefined && !/^arn:aws[a-zA-Z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/.test(Role)) {
    throw constraintBroken(
      Role,
      'role',
      String.raw`Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`,
    );
  }
  if (Handler !== undefined && !/^\S{1,128}$/.test(Handler)) {
    throw constraintBroken(Handler, 'handler', String.raw`Member must satisfy regular expression pattern: [^\s]+`);
  }
  if (Description !== undefined && Description.length > 256) {
    throw constraintBroken(Description, 'description', 'Member must have length less than or equal to 256');
  }
  return {
    runtime: Runtime ?? before.runtime,
    role: Role ?? before.role,
    handler: Handler ?? before.handler,
    description: Description ?? before.description,
    timeoutSeconds: within('timeout', Timeout ?? before.timeoutSeconds, 1, 900),
    memorySizeMb: within('memorySize', MemorySize ?? before.memorySizeMb, 128, 10_240),
    ephemeralStorageMb: within('ephemeralStorage.size', EphemeralStorage?.Size ?? before.ephemeralStorageMb, 512, 10_240),
    variables: input.Environment === undefined ? before.variables : variablesFrom(input.Environment),
    logging: input.LoggingConfig === undefined ? before.logging : loggingFrom(functionName, input.LoggingConfig),
    ...(deadLetterTargetArn === undefined || deadLetterTargetArn === '' ? {} : { deadLetterTargetArn }),
  };
}

export function defaultConfiguration(functionName: string): Configuration {
  return {
    runtime: '',
    role: '',
    handler: '',
    description: '',
    timeoutSeconds: 3,
    memorySizeMb: 128,
    ephemeralStorageMb: 512,
    variables: {},
    logging: loggingFrom(functionName, {}),
  };
}

export const runtimes: readonly string[] = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];

function checkRuntime(runtime: string): void {
  if (runtimes.includes(runtime)) return;
  throw invalidParameterValue(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${runtimes.join(', ')}], which is what this emulator runs (on its own Node.js ${process.versions.node}).`,
  );
}

function within(member: string, value: number, least: number, most: number): number {
  if (value < least) throw constraintBroken(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraintBroken(value, member, `Member must have value less than or equal to ${most}`);
  return value;
}

function variablesFrom(environment: Environment): Readonly<Record<string, string>> {
  refuseUnknown('Environment', environment, ['Variables']);
  const variables = environment.Variables ?? {};
  const names = Object.keys(variables);
  const malformed = names.find((name) => !/^[a-zA-Z]\w+$/.test(name));
  if (malformed !== undefined) {
    throw constraintBroken(
      malformed,
      'environment.variables',
      String.raw`Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]`,
    );
  }
  const reserved = names.filter((name) => reservedVariables.has(name));
  if (reserved.length > 0) {
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > 4096) {
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
  }
  return variables;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime, "Reserved". */
const reservedVariables: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_METADATA_API',
  'AWS_LAMBDA_METADATA_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

function loggingFrom(functionName: string, config: LoggingConfig): LoggingRow {
  refuseUnknown('LoggingConfig', config, ['LogFormat', 'ApplicationLogLevel', 'SystemLogLevel', 'LogGroup']);
  const { LogFormat: format = 'Text', ApplicationLogLevel, SystemLogLevel, LogGroup } = config;
  if (format === 'Text' && (ApplicationLogLevel !== undefined || SystemLogLevel !== undefined)) {
    throw invalidParameterValue('LogLevel can only be configured when LogFormat is set to JSON.');
  }
  if (SystemLogLevel !== undefined && SystemLogLevel !== 'INFO')
    throw new NotImplemented(`LoggingConfig's SystemLogLevel ${SystemLogLevel}`);
  return {
    format,
    group: LogGroup ?? `/aws/lambda/${functionName}`,
    ...(format === 'Text' ? {} : { applicationLevel: ApplicationLogLevel ?? 'INFO', systemLevel: SystemLogLevel ?? 'INFO' }),
  };
}
