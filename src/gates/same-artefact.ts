import type { StepFinished } from '../model/evidence.ts';
import { releaseIdOf } from '../model/release.ts';
import type { Stage } from '../model/topology.ts';
import type { ReleaseSubject } from './define-gate.ts';
import { defineReleaseGate } from './define-gate.ts';
import { liveDifferences } from './live-differences.ts';
import { registryDifferences, short } from './registry-differences.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed, result } from './result.ts';

/** The registry still holds the bytes that were built, and they are the ones that every stage upstream deployed and tagged. */
export const sameArtefact = defineReleaseGate('same-artefact', [], async (subject, { artefacts }) => {
  const { topology, stage } = subject;
  const copies = stage.regions.filter((region) => region !== topology.tooling.region);
  const differences = await registryDifferences(subject.release, artefacts, copies);
  const tags = await artefacts.tagsOf(subject.release);
  return result(judgeSameArtefact(subject, differences, tags));
});

type Evidence = Pick<ReleaseSubject, 'topology' | 'stage' | 'project' | 'release' | 'done' | 'sha256'>;

export function judgeSameArtefact(subject: Evidence, registry: readonly string[], tags: Readonly<Record<string, string>>): Judgement {
  const { release } = subject;
  if (release.artefacts.length === 0) return inconclusive('The release has no artefact: see the build gate.');
  if (registry.length > 0) {
    return failed(`The registry does not hold what was built: ${registry.join('; ')}. Build a new commit and promote that.`);
  }
  if (releaseIdOf(release.artefacts, subject.sha256) !== release.id) {
    return failed(`Release ${short(release.id)} is not the digest of its artefacts: build a new commit and promote that.`);
  }
  const upstream = upstreamOf(subject);
  for (const stage of upstream) {
    const fault = upstreamFault(subject, stage) ?? tagFault(stage, tags);
    if (fault !== null) return fault;
  }
  const where = upstream.length === 0 ? '' : ` and what ${upstream.map((stage) => stage.environment).join(', ')} deployed`;
  return passed(`${String(release.artefacts.length)} artefacts in the registry${where} have the digests of release ${short(release.id)}.`);
}

function upstreamOf({ topology, stage }: Evidence): readonly Stage[] {
  return topology.stages.slice(
    0,
    topology.stages.findIndex((each) => each.environment === stage.environment),
  );
}

function upstreamFault({ project, release, done }: Evidence, stage: Stage): Judgement | null {
  const { environment } = stage;
  const steps = done.filter((step) => step.environment === environment);
  const other = steps.find((step) => step.facts.release !== undefined && step.facts.release.id !== release.id);
  if (other !== undefined)
    return failed(`${environment} was passed by another release than ${short(release.id)}: promote this one there first.`);
  const deployed = steps.findLast((step) => step.facts.deployed !== undefined)?.facts.deployed;
  if (deployed === undefined) return deploysIn(stage) ? unseen(environment) : null;
  const differences = liveDifferences(project, release, deployed, stage.regions);
  return differences.length === 0 ? null : failed(`${environment} tested other bytes: ${differences.join('; ')}.`);
}

function deploysIn(stage: Stage): boolean {
  return stage.steps.some((step) => step.kind === 'gate' && step.gate === 'deploy');
}

function unseen(environment: StepFinished['environment']): Judgement {
  return inconclusive(`There is no evidence of what ${environment} deployed: promote the release there first.`);
}

function tagFault(stage: Stage, tags: Readonly<Record<string, string>>): Judgement | null {
  for (const step of stage.steps) {
    if (step.kind !== 'action' || step.action !== 'tag-artefacts') continue;
    const lost = Object.entries(step.tags).find(([key, value]) => tags[key] !== value);
    if (lost === undefined) continue;
    const said = `${lost[0]}=${lost[1]}`;
    return failed(
      `The release's objects don't all carry ${said}, which ${stage.environment} gives to what passes it: promote it there first.`,
    );
  }
  return null;
}
