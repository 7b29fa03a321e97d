import { GetObject$ } from '@aws-sdk/client-s3';
import type { OperationContext } from '../../kernel/context.ts';
import { accessDenied, invalidParameterValue } from './errors.ts';
import { zipProblem } from './runtime/unpack-code.ts';
import type { VersionRow } from './state.ts';

export interface CodeSource {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
}

/** The zip from the request itself, or from S3 with the caller's own permissions. Kept byte for byte, by its hash. */
export async function functionCode(context: OperationContext, source: CodeSource): Promise<Pick<VersionRow, 'codeSha256' | 'codeBytes'>> {
  const zip = await zipFrom(context, source);
  const problem = zipProblem(zip);
  if (problem !== undefined) throw invalidParameterValue(problem);
  return { codeSha256: context.blobs.put(zip), codeBytes: zip.byteLength };
}

async function zipFrom(context: OperationContext, { ZipFile, S3Bucket, S3Key, S3ObjectVersion }: CodeSource): Promise<Uint8Array> {
  if (ZipFile !== undefined) {
    if (S3Bucket !== undefined || S3Key !== undefined) {
      throw invalidParameterValue('Please do not provide other FunctionCode parameters when providing a ZipFile.');
    }
    return ZipFile;
  }
  if (S3Bucket === undefined || S3Key === undefined) throw invalidParameterValue('Please provide a source for function code.');
  try {
    const { Body } = await context.call<{ Body?: Uint8Array }>(GetObject$, {
      Bucket: S3Bucket,
      Key: S3Key,
      ...(S3ObjectVersion === undefined ? {} : { VersionId: S3ObjectVersion }),
    });
    return Body ?? new Uint8Array();
  } catch (error) {
    throw fromS3(error);
  }
}

function fromS3(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'httpStatus' in error)) return error;
  const code = String(error.code);
  const said = `S3 Error Code: ${code}. S3 Error Message: ${error.message}`;
  if (error.httpStatus === 403) {
    return accessDenied(
      `Your access has been denied by S3, please make sure your request credentials have permission to GetObject for the object. ${said}`,
    );
  }
  return invalidParameterValue(`Error occurred while GetObject. ${said}`);
}
