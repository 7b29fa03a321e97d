import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionRef } from './function-ref.ts';
import { functionArn } from './function-ref.ts';
import type { VersionRow } from './state.ts';

/** A version as AWS describes it. `ref` is how it was named: its qualifier, if any, ends the ARN. */
export function configurationView(ref: FunctionRef, row: VersionRow): FunctionConfiguration {
  const { logging } = row;
  const group = { LogFormat: logging.format, LogGroup: logging.group };
  return {
    FunctionName: row.functionName,
    FunctionArn: functionArn(ref),
    Runtime: row.runtime as NonNullable<FunctionConfiguration['Runtime']>,
    Role: row.role,
    Handler: row.handler,
    CodeSize: row.codeBytes,
    Description: row.description,
    Timeout: row.timeoutSeconds,
    MemorySize: row.memorySizeMb,
    // Lambda writes the offset without its colon.
    LastModified: row.modifiedAt.replace('Z', '+0000'),
    CodeSha256: Buffer.from(row.codeSha256, 'hex').toString('base64'),
    Version: row.version,
    ...(Object.keys(row.variables).length === 0 ? {} : { Environment: { Variables: { ...row.variables } } }),
    ...(row.deadLetterTargetArn === undefined ? {} : { DeadLetterConfig: { TargetArn: row.deadLetterTargetArn } }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: row.revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [row.architecture === 'arm64' ? 'arm64' : 'x86_64'],
    EphemeralStorage: { Size: row.ephemeralStorageMb },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig:
      logging.format === 'Text'
        ? group
        : {
            ...group,
            ApplicationLogLevel: (logging.applicationLevel ?? 'INFO') as 'INFO',
            SystemLogLevel: (logging.systemLevel ?? 'INFO') as 'INFO',
          },
  };
}
