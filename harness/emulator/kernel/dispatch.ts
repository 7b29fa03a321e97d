import { setTimeout as pause } from 'node:timers/promises';
import type { Want } from '../accounts/policy.ts';
import type { WireProtocol } from '../schema/service-model.ts';
import { answerStatus } from './answer-status.ts';
import { authorise } from './authorise.ts';
import { AwsError, awsErrorOf } from './aws-error.ts';
import { callContext } from './call-context.ts';
import type { IncomingCall, Kernel } from './kernel.ts';
import type { LoadedService } from './loaded-service.ts';
import { NotImplemented, notImplementedError } from './not-implemented.ts';
import { principalName } from './principal-name.ts';
import { missingMembers, missingMembersError } from './required-members.ts';
import type { AwsErrorLike } from './service.ts';
import type { TraceEntry } from './trace.ts';

/**
 * The one way to an operation: refuses what is not accepted or incomplete, authorises, handles, and traces whatever comes of it.
 * @throws AwsError, and no other.
 */
export async function dispatch(kernel: Kernel, call: IncomingCall): Promise<Record<string, unknown>> {
  const startedAt = performance.now();
  const progress: Progress = { wants: [], decision: 'none', denied: undefined };
  try {
    const output = await perform(kernel, call, progress);
    writeTrace(kernel, call, progress, startedAt, answerStatus(call.operation, output));
    return output;
  } catch (thrown) {
    const error = asAwsError(kernel, call.service, thrown, call.operation.model.name);
    writeTrace(kernel, call, progress, startedAt, error.httpStatus, error.code);
    throw error;
  }
}

interface Progress {
  wants: readonly Want[];
  decision: TraceEntry['decision'];
  denied: string | undefined;
}

async function perform(kernel: Kernel, call: IncomingCall, progress: Progress): Promise<Record<string, unknown>> {
  const { operation, model } = call.operation;
  await suffer(kernel, call);
  refuseUnaccepted(call);
  const missing = missingMembers(model.input, call.input);
  if (missing.length > 0) throw incomplete(call, missing);
  const context = callContext(kernel, call);
  progress.wants = operation.authorise(call.input, context);
  const { principal, region, http } = call;
  progress.denied = authorise(kernel.state, {
    principal,
    wants: progress.wants,
    region,
    now: kernel.now(),
    ...(call.via === 'http' ? { http } : {}),
  });
  progress.decision = progress.denied === undefined ? 'allowed' : 'denied';
  if (progress.denied !== undefined) throw accessDenied(call.service.model.protocol, progress.denied);
  return operation.handle(call.input, context);
}

/** AWS throttles and fails before it looks at what is asked. */
async function suffer({ faults }: Kernel, { account, service, operation }: IncomingCall): Promise<void> {
  const effect = faults.ofOperation({ account, service: service.definition.signingName, operation: operation.model.name });
  if (effect?.kind === 'latency') await pause(effect.forMs);
  if (effect?.kind === 'error') throw new AwsError(effect.code, effect.message, effect.httpStatus);
}

function incomplete({ service: { definition, model } }: IncomingCall, missing: readonly string[]): AwsError {
  const own = definition.missingMembers?.(missing);
  return own === undefined ? missingMembersError(model.protocol, missing) : awsErrorOf(own);
}

function refuseUnaccepted(call: IncomingCall): void {
  const { model, accepts } = call.operation;
  for (const member in call.input) {
    if (accepts.has(member)) continue;
    const value = call.input[member];
    if (value !== undefined && value !== null) throw new NotImplemented(`The parameter ${member} of ${model.name}`);
  }
}

/** AWS's error for a denial, which differs by protocol. */
export function accessDenied(protocol: WireProtocol, sentence: string): AwsError {
  if (protocol === 'rest-xml' || protocol === 'query') return new AwsError('AccessDenied', sentence, 403);
  return new AwsError('AccessDeniedException', sentence, protocol === 'rest-json' ? 403 : 400);
}

function isAwsErrorLike(thrown: unknown): thrown is AwsErrorLike {
  if (typeof thrown !== 'object' || thrown === null) return false;
  return 'code' in thrown && typeof thrown.code === 'string' && 'httpStatus' in thrown && typeof thrown.httpStatus === 'number';
}

/** What is answered for anything thrown. What no one foresaw is logged with its stack and answered as AWS's own failure. */
export function asAwsError(kernel: Pick<Kernel, 'log'>, service: LoadedService, thrown: unknown, doing: string): AwsError {
  if (isAwsErrorLike(thrown)) return awsErrorOf(thrown);
  if (thrown instanceof NotImplemented) return awsErrorOf(notImplementedError(service, thrown));
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  kernel.log.write(`${service.definition.signingName} ${doing}: ${stack}\n`);
  return new AwsError(internalFailureCodes[service.model.protocol], 'The emulator failed: see its log for the stack.', 500);
}

const internalFailureCodes: Readonly<Record<WireProtocol, string>> = {
  'rest-xml': 'InternalError',
  'rest-json': 'ServiceException',
  'json-1.0': 'InternalFailure',
  'json-1.1': 'InternalFailure',
  query: 'InternalFailure',
};

function writeTrace(kernel: Kernel, call: IncomingCall, progress: Progress, startedAt: number, status: number, errorCode?: string): void {
  kernel.trace.write({
    at: kernel.now().toISOString(),
    requestId: call.requestId,
    account: call.account,
    region: call.region,
    service: call.service.definition.signingName,
    operation: call.operation.model.name,
    principal: principalName(call.principal),
    ...(call.accessKeyId === undefined ? {} : { accessKeyId: call.accessKeyId }),
    wants: progress.wants.map(({ action, resource }) => ({ action, resource })),
    decision: progress.decision,
    ...(progress.denied === undefined ? {} : { denied: progress.denied }),
    status,
    ...(errorCode === undefined ? {} : { errorCode }),
    durationMs: Math.round((performance.now() - startedAt) * 1000) / 1000,
    via: call.via,
  });
}
