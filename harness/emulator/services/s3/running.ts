import type { OperationContext, ServiceHost } from '../../kernel/context.ts';

/** What S3 keeps from its start: the one operation that decides item by item (DeleteObjects) asks here. */
export class RunningS3 implements AsyncDisposable {
  readonly authorise: ServiceHost['authorise'];

  constructor(host: ServiceHost) {
    this.authorise = (...request) => host.authorise(...request);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing of S3 outlives a request.
  }
}

export function runningS3(context: OperationContext): RunningS3 {
  if (context.running instanceof RunningS3) return context.running;
  throw new Error('S3 was asked to decide before it was started.');
}
