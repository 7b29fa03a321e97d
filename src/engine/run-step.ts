import type { Happening, StepFinished } from '../model/evidence.ts';
import type { GateStep, Stage, Step } from '../model/topology.ts';
import type { Gate, GateResult } from '../ports/gate.ts';
import type { LoadFailure } from '../ports/load-runner.ts';
import type { JudgedResult } from './accept-gaps.ts';
import { acceptGaps } from './accept-gaps.ts';
import { stepName, stepPlace } from './place.ts';
import { runAction } from './run-action.ts';
import type { RunOptions } from './run-options.ts';
import type { RunState } from './run-state.ts';
import { releaseIn, stageIn, stepsDone } from './run-state.ts';
import type { TrafficWatch } from './traffic-watch.ts';

/** Runs one step from its beginning. Throws what ports throw: the step then has no verdict. */
export async function runStep(
  { stage, step, index }: { readonly stage: Stage; readonly step: Step; readonly index: number },
  options: RunOptions,
  state: RunState,
  watch: TrafficWatch,
  happen: (happening: Happening) => Promise<void>,
): Promise<StepFinished> {
  const { clock, progress } = options.ports;
  const { environment } = stage;
  const name = stepName(step);
  progress.stepStarted(environment, name);
  const startedAt = clock.now().toISOString();
  const startedMs = clock.elapsedMs();
  const result = await resultOf(stage, step, index, options, state, { watch, happen });
  const at = clock.now().toISOString();
  const durationMs = clock.elapsedMs() - startedMs;
  return { kind: 'step-finished', at, environment, step: index, name, startedAt, durationMs, ...result };
}

/** What a step shares with the others of its run. */
interface RunningStep {
  readonly watch: Pick<TrafficWatch, 'start' | 'flowing'>;
  readonly happen: (happening: Happening) => Promise<void>;
}

async function resultOf(
  stage: Stage,
  step: Step,
  index: number,
  options: RunOptions,
  state: RunState,
  { watch, happen }: RunningStep,
): Promise<JudgedResult> {
  const { environment } = stage;
  if (step.kind === 'action') return runAction(step, environment, releaseIn(state), options.ports);
  if (wantsTraffic(stage, index) && hadUsers(environment, state)) {
    const failure = await watch.start(environment);
    if (failure !== null) return withoutTraffic(environment, failure);
  }
  const { backend } = options.start;
  return acceptGaps(await runGate(stage, step, options, state, { watch, happen }), {
    backend: backend.kind,
    accepted: options.acceptedGaps ?? [],
  });
}

/** From the first step under traffic on, every step of the stage is: a resumed run takes the traffic up again. */
function wantsTraffic(stage: Stage, index: number): boolean {
  return stage.steps.slice(0, index + 1).some((step) => step.kind === 'gate' && step.underTraffic);
}

/** An environment in which nothing was live has no users whose errors could be seen. */
function hadUsers(environment: string, state: RunState): boolean {
  return (state.baselines.get(environment) ?? []).length > 0;
}

function withoutTraffic(environment: string, failure: LoadFailure): GateResult {
  const facts = failure.kind === 'missing-tool' ? { missingTool: failure.tool } : {};
  return {
    verdict: 'inconclusive',
    reason: `Users' traffic on ${environment} could not be started: ${whyNot(failure)}`,
    evidence: [],
    facts,
  };
}

function whyNot(failure: LoadFailure): string {
  return failure.kind === 'not-configured' ? 'name a k6 script under performance in rehearsal.yaml.' : failure.reason;
}

/** What a gate says of the release as the run now stands. */
export function runGate(stage: Stage, step: GateStep, options: RunOptions, state: RunState, running?: RunningStep): Promise<GateResult> {
  const { topology, project, strategies, judge, ports, sha256, start } = options;
  return gateNamed(step, options.gates).run(
    {
      topology,
      stage,
      step,
      project,
      commit: start.commit,
      version: start.version,
      authors: state.started?.authors ?? start.authors,
      release: releaseIn(state),
      done: stepsDone(state),
      liveBefore: state.baselines.get(stage.environment) ?? [],
      again: state.resumedAt === stepPlace(stage.environment, step),
      strategy: strategies(stage.strategy),
      judge,
      rollout: { begun: stageIn(state, stage.environment).rollout, write: running?.happen ?? writesNothing },
      traffic: running?.watch.flowing ?? null,
      seed: start.seed,
      sha256,
    },
    ports,
  );
}

/** A gate that is asked alone, beside the run, moves no traffic. */
function writesNothing(): Promise<void> {
  return Promise.reject(new Error('A rollout is no part of asking a gate alone.'));
}

function gateNamed(step: GateStep, gates: RunOptions['gates']): Gate {
  const gate = gates.get(step.gate);
  if (gate === undefined) throw new Error(`There is no ${step.gate} gate: take it out of the topology.`);
  return gate;
}
