import type { WireProtocol } from '../schema/service-model.ts';
import { AwsError } from './aws-error.ts';
import type { LoadedService } from './loaded-service.ts';
import type { AwsErrorLike } from './service.ts';

/** Thrown for what AWS has and the emulator has not. The kernel answers it as the service does. */
export class NotImplemented extends Error {
  /** What is missing, as a subject: `The member Tags[].Foo of CreateRole`. */
  readonly what: string;

  constructor(what: string) {
    super(`${what} is not implemented by this emulator.`);
    this.name = 'NotImplemented';
    this.what = what;
  }
}

/** The answer to a call of an operation that AWS has, or that nobody has. */
export function unknownOperation(service: LoadedService, operation: string): AwsErrorLike {
  const { definition, model } = service;
  const what = `The operation ${operation} of ${model.serviceId}`;
  if (definition.notImplemented !== undefined) return definition.notImplemented(what);
  const [code, httpStatus] = unknownOperationCodes[model.protocol];
  return new AwsError(code, `${what} is not implemented by this emulator.`, httpStatus);
}

const unknownOperationCodes: Readonly<Record<WireProtocol, readonly [code: string, httpStatus: number]>> = {
  'rest-xml': ['NotImplemented', 501],
  'rest-json': ['UnknownOperationException', 404],
  'json-1.0': ['UnknownOperationException', 400],
  'json-1.1': ['UnknownOperationException', 400],
  query: ['InvalidAction', 400],
};

/** The answer to a call with a parameter that AWS has and the emulator has not. */
export function notImplementedError(service: LoadedService, problem: NotImplemented): AwsErrorLike {
  const { definition, model } = service;
  if (definition.notImplemented !== undefined) return definition.notImplemented(problem.what);
  const code = model.protocol === 'rest-xml' || model.protocol === 'query' ? 'NotImplemented' : 'NotImplementedException';
  return new AwsError(code, problem.message, 501);
}
