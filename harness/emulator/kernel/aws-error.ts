import type { AwsErrorLike } from './service.ts';

/**
 * An error that AWS would answer. Thrown by handlers, turned into the protocol's error by the kernel.
 * Each service lists its own in `errors.ts` as functions that return one of these, named after the shape.
 */
export class AwsError extends Error implements AwsErrorLike {
  readonly code: string;
  readonly httpStatus: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, httpStatus: number, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.httpStatus = httpStatus;
    this.members = members;
  }
}

export function awsErrorOf(error: AwsErrorLike): AwsError {
  return error instanceof AwsError ? error : new AwsError(error.code, error.message, error.httpStatus, error.members);
}
