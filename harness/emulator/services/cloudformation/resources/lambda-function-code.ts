import { zipSync } from 'fflate';
import { validationError } from '../errors.ts';
import { objectOf, string } from '../template/shape.ts';

/** The Code property of AWS::Lambda::Function: a zip in S3, or source text of one file. */
export interface FunctionCode {
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
  readonly ZipFile?: string;
}

export const functionCodeShape = objectOf(
  { S3Bucket: { shape: string }, S3Key: { shape: string }, S3ObjectVersion: { shape: string }, ZipFile: { shape: string } },
  ['ImageUri', 'SourceKMSKeyArn'],
);

/** As Lambda's operations take it. Source text becomes `index.js` in a zip, as CloudFormation does for Node.js. */
export function codeInput(code: FunctionCode, runtime: string | undefined): Readonly<Record<string, unknown>> {
  const { ZipFile: source, ...inS3 } = code;
  if (source === undefined) return inS3;
  if (inS3.S3Bucket !== undefined || inS3.S3Key !== undefined)
    throw validationError('Please do not provide other FunctionCode parameters when providing a ZipFile.');
  if (runtime?.startsWith('nodejs') !== true)
    throw validationError('ZipFile (inline source) works with Node.js runtimes only on this emulator.');
  return { ZipFile: zipSync({ 'index.js': [new TextEncoder().encode(source), { mtime: zipEpoch }] }) };
}

/** The same source gives the same bytes. Zip has no earlier time. */
const zipEpoch = '1980-01-01T00:00:00';
