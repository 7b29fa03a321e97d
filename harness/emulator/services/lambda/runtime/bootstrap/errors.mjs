/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return, no-console --
   plain JavaScript without types: it runs in every function's process, where reading TypeScript would cost each cold start 25 ms */
import { types } from 'node:util';

/** An error of the runtime itself, named as AWS's Node.js runtime names it: `Runtime.HandlerNotFound`. */
export class RuntimeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = `Runtime.${type}`;
  }
}

/** What the invoker gets of an error: AWS's `{ errorType, errorMessage, trace }`. Whatever was thrown, also a string or a cyclic object. */
export function toPayload(error) {
  try {
    if (types.isNativeError(error) || (error?.name && error.message && error.stack)) {
      return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

/** What the log gets of an error, as AWS's runtime writes it behind `Invoke Error`. */
export function toLogText(error) {
  const known = error instanceof Error ? error : new Error(error);
  const enumerable = (_key, value) =>
    value instanceof Error
      ? Object.assign({ errorType: value.name, errorMessage: value.message, code: value.code }, value, {
          stack: String(value.stack).split('\n'),
        })
      : value;
  try {
    return `\t${JSON.stringify(known, enumerable)}`;
  } catch {
    return `\t${JSON.stringify(toPayload(known))}`;
  }
}
