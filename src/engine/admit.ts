import type { RefusingGate, RunStarted } from '../model/evidence.ts';
import type { Stage, Topology } from '../model/topology.ts';
import type { Ports } from '../ports/ports.ts';
import type { HotfixSeen, Promotion, TriggerSeen } from './eligibility.ts';
import { principalRefusal, tagNameRefusal, triggerRefusal, upstreamRefusal } from './eligibility.ts';
import { triggerOf, upstreamOf } from './path.ts';
import type { RunState } from './run-state.ts';
import { releaseIn, releaseOf, stageIn } from './run-state.ts';
import { highest } from './version-order.ts';

/** The commits that tags are put on, where another than the rehearsed one is wanted. */
export type TagCommits = Readonly<Partial<Record<'candidate' | 'release', string>>>;

export interface Admission {
  /** Who asked, the ARN behind the credentials. */
  readonly principal: string;
  /** Null where the release may come in. */
  readonly refusal: { readonly gate: RefusingGate; readonly reason: string } | null;
}

/** Asks anew each time that a stage is entered, also by a resumed run. Makes the tag that sets the stage off where there is none yet. */
export async function admit(
  topology: Topology,
  stage: Stage,
  run: RunStarted,
  state: RunState,
  ports: Pick<Ports, 'identity' | 'source'>,
  tagCommits: TagCommits,
): Promise<Admission> {
  const caller = await ports.identity.callerFor(stage.environment);
  const promotion: Promotion = {
    environment: stage.environment,
    release: releaseIn(state)?.id ?? null,
    upstream: upstreamIn(topology, stage, state),
    pipelineRoleArn: ports.identity.pipelineRoleArn,
    caller,
  };
  const untested = upstreamRefusal(promotion);
  if (untested !== null) return { principal: caller.arn, refusal: { gate: 'same-artefact', reason: untested } };
  const foreign = principalRefusal(promotion);
  if (foreign !== null) return { principal: caller.arn, refusal: { gate: 'provenance', reason: foreign } };
  const reason = await refusalOfTrigger(topology, stage, run, state, ports, tagCommits);
  return { principal: caller.arn, refusal: reason === null ? null : { gate: 'same-artefact', reason } };
}

function upstreamIn(topology: Topology, stage: Stage, state: RunState): Promotion['upstream'] {
  const upstream = upstreamOf(topology, stage);
  if (upstream === null) return null;
  const passed = topology.stages.slice(0, topology.stages.indexOf(upstream) + 1);
  const steps = passed.flatMap((each) => [...stageIn(state, each.environment).steps.values()]);
  return {
    environment: upstream.environment,
    outcome: stageIn(state, upstream.environment).outcome,
    release: releaseOf(steps)?.id ?? null,
  };
}

async function refusalOfTrigger(
  topology: Topology,
  stage: Stage,
  run: RunStarted,
  state: RunState,
  { source }: Pick<Ports, 'source'>,
  tagCommits: TagCommits,
): Promise<string | null> {
  const { trigger } = stage;
  const { commit } = run;
  if (trigger.kind === 'manual') return null;
  if (trigger.kind === 'merge') {
    const branch = run.hotfix ?? trigger.branch;
    const onBranch = await source.isOnBranch(commit, branch);
    return triggerRefusal({ kind: 'merge', branch, commit, onBranch, hotfix: await hotfixSeen(run, trigger.branch, source) });
  }
  const { tag } = trigger;
  const branch = run.hotfix ?? trigger.branch;
  const name = triggerOf(stage, run).ref;
  const misnamed = tagNameRefusal(tag, name);
  if (misnamed !== null) return misnamed;
  if ((await source.commitOfTag(name)) === null) await source.tag(name, tagCommits[tag] ?? commit);
  const tagCommit = await source.commitOfTag(name);
  const onBranch = tagCommit !== null && (await source.isOnBranch(tagCommit, branch));
  const candidate = await candidatePassed(topology, stage, state, source);
  const hotfix = await hotfixSeen(run, trigger.branch, source);
  const latest = highest(await otherReleases(run, source))?.tag ?? null;
  const seen: TriggerSeen = { kind: 'tag', tag, name, branch, commit, tagCommit, onBranch, candidate, hotfix, latest };
  return triggerRefusal(seen);
}

/** Null of a commit of the trunk. */
async function hotfixSeen(run: RunStarted, trunk: string, source: Ports['source']): Promise<HotfixSeen | null> {
  if (run.hotfix === undefined) return null;
  const base = highest(await otherReleases(run, source));
  return { trunk, base: base?.tag ?? null, isCut: base !== null && (await source.isCutFrom(run.commit, base.commit, trunk)) };
}

/** Those that this run's own tag isn't among, which may be there already. */
async function otherReleases({ version, commit }: RunStarted, source: Ports['source']): ReturnType<Ports['source']['releases']> {
  return (await source.releases()).filter((release) => release.tag !== version && release.commit !== commit);
}

async function candidatePassed(
  topology: Topology,
  stage: Stage,
  state: RunState,
  source: Ports['source'],
): Promise<(TriggerSeen & { readonly kind: 'tag' })['candidate']> {
  const upstream = topology.stages.slice(0, topology.stages.indexOf(stage));
  const tested = upstream.findLast((each) => each.trigger.kind === 'tag' && each.trigger.tag === 'candidate');
  const name = tested === undefined ? undefined : stageIn(state, tested.environment).started?.trigger.ref;
  return name === undefined ? null : { name, commit: await source.commitOfTag(name) };
}
