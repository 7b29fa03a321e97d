import { randomUUID } from 'node:crypto';
import type { StaticOperationSchema } from '@smithy/types';
import type { Principal } from '../accounts/principal.ts';
import { awsErrorOf } from './aws-error.ts';
import type { CallOptions, OperationContext } from './context.ts';
import type { Kernel } from './kernel.ts';
import { unknownOperation } from './not-implemented.ts';
import { accountOfCaller } from './principal-name.ts';

/** A call from inside the emulator: through dispatch like any other, without the wire. */
export async function internalCall<Output>(
  kernel: Kernel,
  schema: StaticOperationSchema,
  input: Readonly<Record<string, unknown>>,
  options: CallOptions & { readonly as: Principal; readonly viaService?: string },
): Promise<Output> {
  const [, namespace, name] = schema;
  const service = await kernel.services.findByNamespace(namespace);
  if (service === undefined) throw new Error(`The emulator has no service for ${namespace}, which ${name} belongs to.`);
  const operation = service.operations.get(name);
  if (operation === undefined) throw awsErrorOf(unknownOperation(service, name));
  const { as: principal } = options;
  const output = await kernel.dispatch({
    requestId: randomUUID(),
    service,
    operation,
    input,
    principal,
    account: options.account ?? accountOfCaller(principal),
    region: options.region ?? 'us-east-1',
    ...(options.viaService === undefined ? {} : { viaService: options.viaService }),
    http: fromInside,
    via: 'internal',
  });
  return output as Output;
}

const fromInside: OperationContext['http'] = { headers: {}, sourceIp: '127.0.0.1', host: '127.0.0.1' };
