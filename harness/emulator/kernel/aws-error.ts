import type { AwsErrorLike } from './service.ts';

/**
 * An error that AWS would answer. Thrown by handlers, turned into the protocol's error by the kernel.
 * Each service lists its own in `errors.ts` as functions that return one of these, named after the shape.
 */
export class AwsError extends Error implements AwsErrorLike {
  readonly code: string;
  readonly httpStatus: number;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    httpStatus: number,
    members: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.httpStatus = httpStatus;
    this.members = members;
    this.headers = headers;
  }
}

export function awsErrorOf(error: AwsErrorLike): AwsError {
  return error instanceof AwsError ? error : new AwsError(error.code, error.message, error.httpStatus, error.members, error.headers);
}
