import { dirname, join } from 'node:path';
import type { VersionRow } from '../state.ts';
import type { ExecutionSession } from './execution-role.ts';

export interface ProcessVariablesOptions {
  readonly version: VersionRow;
  readonly region: string;
  readonly session: ExecutionSession;
  readonly endpoint: string;
  readonly codeDirectory: string;
  /** A directory of the environment's own, for temporary files and in place of a home. */
  readonly temporaryDirectory: string;
  readonly logStream: string;
}

/**
 * The environment of a function's process: AWS's, and nothing of the emulator's own. AWS_LAMBDA_RUNTIME_API comes with the process.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function processVariables(options: ProcessVariablesOptions): Record<string, string> {
  const { version, region, session, endpoint, codeDirectory, temporaryDirectory, logStream } = options;
  return {
    // A function's own variables come first: the reserved ones can't be among them, and a path or time zone may be its own.
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    TMPDIR: temporaryDirectory,
    // Else the SDK in the function would read the configuration and credentials of whoever runs the emulator.
    HOME: temporaryDirectory,
    AWS_ENDPOINT_URL: endpoint,
    ...version.variables,
    _HANDLER: version.handler,
    LAMBDA_TASK_ROOT: codeDirectory,
    LAMBDA_RUNTIME_DIR: join(import.meta.dirname, 'bootstrap'),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: version.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memorySizeMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: version.logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: version.logging.format,
    ...(version.logging.applicationLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: version.logging.applicationLevel }),
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
}
