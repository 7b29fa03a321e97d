import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Digest } from '../../../src/model/digest.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { TrafficHookEvent, TrafficHookOutcome, TrafficHookRunner } from '../../../src/ports/traffic-hooks.ts';
import type { EmulatorControl } from '../../backends/backend.ts';
import type { AwsClients } from '../aws/accounts.ts';

/** A function that a hook's name stands for. */
export interface HookFunction {
  readonly physicalId: string;
  readonly clients: AwsClients;
}

export interface CodeDeployHooksOptions {
  /** Null where nobody takes what a hook reports. */
  readonly control: Pick<EmulatorControl, 'openHook' | 'hookStatus'> | null;
  /** By its name in rehearsal.yaml, or by its logical id; null where no stack of the environment has it. */
  readonly find: (environment: string, hook: string) => Promise<HookFunction | null>;
  readonly placeOf: (environment: string) => { readonly account: string; readonly region: string };
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/**
 * Asks hooks as CodeDeploy does for Lambda: an invocation with the ids of a deployment and of this execution, and the verdict by
 * PutLifecycleEventHookExecutionStatus. CodeDeploy waits an hour for it; here a hook whose invocation has ended without a word is taken at that:
 * its environment is frozen, and it can't speak any more.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html#appspec-hooks-lambda
 */
export class CodeDeployHooks implements TrafficHookRunner {
  readonly #options: CodeDeployHooksOptions;

  constructor(options: CodeDeployHooksOptions) {
    this.#options = options;
  }

  async hindrance(environment: string, hook: string): Promise<string | null> {
    const found = await this.#find(environment, hook);
    return typeof found === 'string' ? found : null;
  }

  async ask(environment: string, event: TrafficHookEvent, hook: string): Promise<TrafficHookOutcome> {
    const { placeOf, evidence } = this.#options;
    const found = await this.#find(environment, hook);
    if (typeof found === 'string') return { kind: 'missing', reason: found };
    const { control, fn } = found;
    const { account, region } = placeOf(environment);
    const { deploymentId, executionId } = await control.openHook(account, region);
    const asked = await invoke(fn, { DeploymentId: deploymentId, LifecycleEventHookExecutionId: executionId });
    const status = await control.hookStatus(executionId);
    const kept: Digest = await evidence.keep(
      `${environment}-${event}.json`,
      JSON.stringify({ environment, event, hook, deploymentId, executionId, status, ...asked }, null, 2),
    );
    return { kind: 'asked', succeeded: status === 'Succeeded', reason: reasonOf(status, asked), evidence: [kept] };
  }

  /** Whom to ask and who hears it, or why that can't be. */
  async #find(environment: string, hook: string): Promise<Askable | string> {
    const { control, find } = this.#options;
    if (control === null) return 'this backend has no CodeDeploy for it to report to; rehearse it with --backend embedded';
    const fn = await find(environment, hook);
    if (fn !== null) return { fn, control };
    return `no stack in ${environment} has a function of that name; name it as rehearsal.yaml or the template does`;
  }
}

interface Askable {
  readonly fn: HookFunction;
  readonly control: NonNullable<CodeDeployHooksOptions['control']>;
}

interface Asked {
  readonly error: string | null;
  readonly log: string;
}

async function invoke({ physicalId, clients }: HookFunction, payload: Readonly<Record<string, string>>): Promise<Asked> {
  const { FunctionError, LogResult, Payload } = await clients.lambda.send(
    new InvokeCommand({ FunctionName: physicalId, Payload: JSON.stringify(payload), LogType: 'Tail' }),
  );
  const answer = Buffer.from(Payload ?? new Uint8Array()).toString('utf8');
  return { error: FunctionError === undefined ? null : answer.slice(0, 300), log: Buffer.from(LogResult ?? '', 'base64').toString('utf8') };
}

function reasonOf(status: string | null, { error }: Asked): string {
  if (status === 'Succeeded' || status === 'Failed') return `reported ${status}`;
  const ended = error === null ? 'ended' : `failed with ${error}`;
  return `${ended} without having reported: have it call codedeploy:PutLifecycleEventHookExecutionStatus`;
}
