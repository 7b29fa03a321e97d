import { GetObject$ } from '@aws-sdk/client-s3';
import { AwsError } from '../../kernel/aws-error.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { validationError } from './errors.ts';

/** The members of a request that say where its template is. */
export interface TemplateSource {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
}

const mostBodyBytes = 51_200;
const mostUrlBytes = 1_000_000;

/** The template's text: given, stored in S3 (read as the caller), or the stack's present one. */
export async function templateText(source: TemplateSource, context: OperationContext, previous?: string): Promise<string> {
  const { TemplateBody: body, TemplateURL: url, UsePreviousTemplate: usePrevious } = source;
  const given = [body !== undefined, url !== undefined, usePrevious === true].filter(Boolean).length;
  if (given !== 1) throw validationError('Either Template URL or Template Body must be specified.');
  if (usePrevious === true) {
    if (previous === undefined) throw validationError('There is no previous template to use.');
    return previous;
  }
  if (url !== undefined) return fetchTemplate(url, context);
  const text = body ?? '';
  if (Buffer.byteLength(text) > mostBodyBytes) {
    throw validationError(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${mostBodyBytes}`,
    );
  }
  if (text === '')
    throw validationError(
      `1 validation error detected: Value '' at 'templateBody' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    );
  return text;
}

async function fetchTemplate(url: string, context: OperationContext): Promise<string> {
  const place = s3Place(url, context);
  if (place === undefined) throw validationError('TemplateURL must be a supported URL.');
  const bytes = await readObject(place, context);
  if (bytes.length > mostUrlBytes) throw validationError(`Template may not exceed ${mostUrlBytes} bytes in size.`);
  return new TextDecoder().decode(bytes);
}

async function readObject(place: S3Place, context: OperationContext): Promise<Uint8Array> {
  try {
    const { Body: body } = await context.call<{ readonly Body?: Uint8Array }>(GetObject$, { ...place });
    return body ?? new Uint8Array();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const more = 'For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
    throw validationError(`S3 error: ${error.message}\n${more}`);
  }
}

interface S3Place {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** S3's addresses, path-style or by virtual host, and this emulator's. Undefined for any other. */
function s3Place(text: string, context: OperationContext): S3Place | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const path = decodeURIComponent(url.pathname.slice(1));
  const version = url.searchParams.get('versionId');
  const versioned = version === null ? {} : { VersionId: version };
  const host = /^(?:(.+)\.)?s3(?:[.-]dualstack)?(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(url.hostname);
  if (host?.[1] !== undefined) return path === '' ? undefined : { Bucket: host[1], Key: path, ...versioned };
  if (host === null && !isOwnHost(url.host, context)) return undefined;
  const slash = path.indexOf('/');
  return slash <= 0 || slash === path.length - 1 ? undefined : { Bucket: path.slice(0, slash), Key: path.slice(slash + 1), ...versioned };
}

function isOwnHost(host: string, { endpoint, http }: OperationContext): boolean {
  return host === http.host || host === URL.parse(endpoint)?.host;
}
