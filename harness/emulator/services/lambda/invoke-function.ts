import type { Partition } from '../../accounts/state.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import { failInvocation } from './fail-invocation.ts';
import { functionArn, unqualified } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';
import { resolveVersion } from './resolve-version.ts';
import type { ResolvedVersion } from './resolve-version.ts';
import type { Fleet, FleetTarget } from './runtime/fleet.ts';
import type { Invocation, InvocationOutcome } from './runtime/invocation.ts';
import { startEnvironment } from './runtime/start-environment.ts';
import type { EnvironmentFactory } from './runtime/start-environment.ts';

/** What runs functions: the part of the running Lambda that an invocation needs. */
export interface FunctionRunner {
  readonly host: ServiceHost;
  readonly fleet: Fleet;
  readonly factory: EnvironmentFactory;
}

export interface FunctionInvocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly clientContext?: string;
  readonly wantsLog: boolean;
  readonly via: 'invoke' | 'event' | 'function-url' | 'event-source-mapping';
}

export interface InvokedFunction {
  readonly executedVersion: string;
  readonly outcome: Exclude<InvocationOutcome, { kind: 'undelivered' }>;
}

/**
 * Runs a function, by an alias with weights on the version that the emulator's seed draws. Which version ran is in the call trace.
 * @throws ResourceNotFoundException, TooManyRequestsException, AccessDeniedException (the role can't be assumed).
 */
export async function invokeFunction(
  running: FunctionRunner,
  partition: Partition,
  ref: FunctionRef,
  request: FunctionInvocation,
): Promise<InvokedFunction> {
  const resolved = resolveVersion(partition, ref, () => running.host.random());
  const arn = functionArn(ref);
  const executedVersion = resolved.version.version;
  const { requestId, payload, clientContext, wantsLog } = request;
  const invocation: Invocation = {
    requestId,
    invokedFunctionArn: arn,
    payload: payload.byteLength === 0 ? emptyEvent : payload,
    wantsLog,
    ...(clientContext === undefined ? {} : { clientContext }),
  };
  const run = (): Promise<InvocationOutcome> => running.fleet.invoke(fleetTarget(running, ref, resolved), invocation);
  const { account, region, name } = ref;
  const effect = running.host.faults.ofInvocation({ account, region, function: name, version: executedVersion });
  const outcome = await (effect === undefined ? run() : failInvocation(effect, invocation, resolved.version.timeoutSeconds * 1000, run));
  if (outcome.kind === 'undelivered') throw new Error(`A new environment of ${arn} took no invocation.`);
  running.host.trace({
    at: running.host.now().toISOString(),
    kind: 'invocation',
    service: 'lambda',
    requestId,
    account: ref.account,
    region: ref.region,
    function: ref.name,
    ...(ref.qualifier === undefined ? {} : { qualifier: ref.qualifier }),
    executedVersion,
    via: request.via,
    // Whoever reads the trace finds the permissions asked for in every line.
    wants: [],
    outcome: outcome.kind,
    ...(outcome.kind === 'failed' ? { errorType: outcome.errorType } : {}),
    durationMs: Math.round(outcome.durationMs * 1000) / 1000,
  });
  return { executedVersion, outcome };
}

/** AWS gives a function that is invoked without a payload an empty event. */
const emptyEvent = Buffer.from('{}');

function fleetTarget(running: FunctionRunner, ref: FunctionRef, { fn, version }: ResolvedVersion): FleetTarget {
  const functionKey = functionKeyOf(ref);
  return {
    functionKey,
    key: `${functionKey}/${version.version}/${version.revisionId}`,
    ...(fn.reservedConcurrency === undefined ? {} : { reservedConcurrency: fn.reservedConcurrency }),
    start: () => {
      const { account, region } = ref;
      return startEnvironment(running.factory, { account, region, functionArn: functionArn(unqualified(ref)) }, version);
    },
  };
}

export function functionKeyOf({ account, region, name }: FunctionRef): string {
  return `${account}/${region}/${name}`;
}

/** For `Fleet.retire`: whether a target's key is of this version. */
export function isVersion(version: string): (key: string) => boolean {
  return (key) => key.split('/')[3] === version;
}
