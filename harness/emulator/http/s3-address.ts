/** Where an S3 request names its bucket: in the host (virtual-hosted style) or in the path. */
export interface S3Address {
  readonly bucket: string | undefined;
  /** What is left of the path, still percent-encoded, with its leading slash. */
  readonly rawPath: string;
}

export function s3Address(host: string, rawPath: string): S3Address {
  const bucket = bucketInHost(host);
  if (bucket !== undefined) return { bucket, rawPath };
  const slash = rawPath.indexOf('/', 1);
  const first = slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash);
  if (first === '') return { bucket: undefined, rawPath: '/' };
  return { bucket: first, rawPath: slash < 0 ? '/' : rawPath.slice(slash) };
}

/** `bucket.s3.localhost`, `bucket.s3.eu-central-1.amazonaws.com`, `bucket.localhost`. An address in digits has no bucket in it. */
function bucketInHost(host: string): string | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const found = (beforeEndpoint.exec(name) ?? beforeLocalhost.exec(name))?.groups?.['bucket'];
  return found === 's3' || found?.startsWith('s3.') === true ? undefined : found;
}

const beforeEndpoint = /^(?<bucket>.+)\.s3(?:[.-][a-z0-9-]+)*\.(?:localhost|amazonaws\.com|amazonaws\.com\.cn)$/;
const beforeLocalhost = /^(?<bucket>.+)\.localhost$/;
