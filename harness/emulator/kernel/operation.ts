import type { StaticOperationSchema } from '@smithy/types';
import type { Want } from '../accounts/policy.ts';
import type { OperationContext } from './context.ts';

/**
 * What a handler is given: the SDK's own input, read from the wire by the SDK's schema. A streaming or blob member arrives whole, as bytes.
 */
export type Incoming<Input> = {
  readonly [Member in keyof Input]: Member extends 'Body' | 'Payload' | 'ZipFile' ? Uint8Array | undefined : Input[Member];
};

/** What a handler answers: the SDK's own output less `$metadata`; streaming members as bytes. */
export type Outgoing<Output> = {
  readonly [Member in keyof Output as Exclude<Member, '$metadata'>]: Member extends 'Body' | 'Payload'
    ? Uint8Array | undefined
    : Output[Member];
};

/**
 * One AWS operation. It is its handler and nothing else: parsing, signature, authorisation, tracing and encoding are the kernel's,
 * from the SDK's schema.
 */
export interface Operation<Input, Output> {
  /** The SDK's schema of the operation, e.g. `PutObject$`. */
  readonly schema: StaticOperationSchema;
  /**
   * The input members that this operation acts on. A request with another member set is refused with the service's not-implemented error:
   * nothing is swallowed. Nested members are checked by the handler (see `refuseUnknown`).
   */
  readonly accepts: readonly (keyof Input & string)[];
  /** What the caller must be allowed to do. An empty list: anyone may (GetCallerIdentity). Runs before `handle`; may read state, never writes. */
  authorise(input: Incoming<Input>, context: OperationContext): readonly Want[];
  handle(input: Incoming<Input>, context: OperationContext): Outgoing<Output> | Promise<Outgoing<Output>>;
  /** The answer's status where it depends on the output and the schema does not say so (S3's 206); undefined where the schema's holds. */
  status?(output: Outgoing<Output>): number | undefined;
}

/** An operation whose types were checked where it was defined; the kernel handles all of them alike. */
export type AnyOperation = Operation<Record<string, unknown>, Record<string, unknown>>;

export function defineOperation<Input, Output>(operation: Operation<Input, Output>): AnyOperation {
  // The one widening of the emulator: Input and Output are proven where the operation is written and read from the wire by the same schema.
  return operation;
}
