import type { HttpRequest } from '../kernel/context.ts';
import type { RequestTarget } from './request-target.ts';
import type { SignatureFields } from './signature-fields.ts';

/** The signing name of the service that a request is for: from its signature, or, unsigned, from whatever gives it away. */
export function addressedService(request: HttpRequest, target: RequestTarget, signature: SignatureFields | undefined): string {
  if (signature !== undefined) return signature.service;
  return byTarget(request.headers['x-amz-target']) ?? byVersion(request, target) ?? byPath(target.rawPath) ?? 's3';
}

function byTarget(target: string | undefined): string | undefined {
  const prefix = target?.split('.')[0];
  return prefix === undefined ? undefined : targets[prefix];
}

const targets: Readonly<Record<string, string>> = {
  AmazonSQS: 'sqs',
  AmazonSSM: 'ssm',
  AWSEvents: 'events',
  DynamoDB_20120810: 'dynamodb',
  Logs_20140328: 'logs',
  secretsmanager: 'secretsmanager',
  TrentService: 'kms',
};

/** The API version of a Query request, of which each service has its own. */
function byVersion({ body, headers }: HttpRequest, { query }: RequestTarget): string | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const version = isForm
    ? new URLSearchParams(Buffer.from(body).toString()).get('Version')
    : query.some(([name]) => name === 'Action')
      ? query.find(([name]) => name === 'Version')?.[1]
      : undefined;
  return version === undefined || version === null ? undefined : versions[version];
}

const versions: Readonly<Record<string, string>> = {
  '2011-06-15': 'sts',
  '2010-05-08': 'iam',
  '2010-05-15': 'cloudformation',
  '2010-03-31': 'sns',
};

/** Lambda's paths start with a date and one of its nouns. */
function byPath(path: string): string | undefined {
  return /^\/20\d\d-\d\d-\d\d\/(?:functions|layers|event-source-mappings|tags|code-signing-configs|account-settings)(?:\/|$)/.test(path)
    ? 'lambda'
    : undefined;
}
