import type { ServiceHost } from './context.ts';
import type { AnyOperation } from './operation.ts';

/**
 * A service of the emulator: an island. It reaches others by `context.call` only.
 */
export interface ServiceDefinition {
  /** The name in the credential scope of a signature and in the trace: `s3`, `lambda`, `sts`, `logs`. Also its folder, but for `cloudformation`-like equals. */
  readonly signingName: string;
  /** The SDK's service id: `S3`, `Lambda`, `Secrets Manager`, `CloudWatch Logs`. */
  readonly serviceId: string;
  readonly operations: readonly AnyOperation[];
  /** Service-specific error for what is not implemented; the kernel has a general one. */
  readonly notImplemented?: (what: string) => AwsErrorLike;
  /** Service-specific error for required members that are missing, by AWS's paths (`tags.1.member.key`); the kernel has a general one. */
  readonly missingMembers?: (paths: readonly string[]) => AwsErrorLike;
  /** Starts what outlives a request, and takes up what a killed emulator left half done. Its result is `context.running`. */
  start?(host: ServiceHost): Promise<AsyncDisposable>;
}

/** What the kernel needs to answer an error in any protocol. */
export interface AwsErrorLike {
  /** The modelled error's shape name or AWS's common code: `NoSuchBucket`, `AccessDenied`, `ValidationError`. */
  readonly code: string;
  readonly message: string;
  readonly httpStatus: number;
  /** Modelled members beside the message (`BucketName`, `Type`, `Reason`). */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Headers of the answer beside the protocol's own (S3's `x-amz-delete-marker`). Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export function defineService(service: ServiceDefinition): ServiceDefinition {
  return service;
}
