import type { Problem } from '../model/problem.ts';
import type { Release } from '../model/release.ts';
import { releaseIdOf } from '../model/release.ts';
import { otherRegions } from '../model/topology.ts';
import type { GateResult, GateSubject } from '../ports/gate.ts';
import type { Ports } from '../ports/ports.ts';
import { defineGate } from './define-gate.ts';
import { registryDifferences, short } from './registry-differences.ts';
import { failed, inconclusive, passed, result } from './result.ts';

/** Builds a commit the first time that it is asked for; from then on it only looks whether the registry still holds those very bytes. */
export const build = defineGate('build', [], async (subject, ports) => {
  const stored = subject.release ?? (await ports.artefacts.find(subject.commit));
  return stored === null ? buildOnce(subject, ports) : foundAgain(stored, subject, ports);
});

async function buildOnce({ commit, sha256, topology }: GateSubject, { builder, artefacts }: Ports): Promise<GateResult> {
  const outcome = await builder.build();
  if (outcome.kind === 'failed') return result(failed(describeProblems(outcome.problems)));
  if (outcome.artefacts.length === 0) {
    return result(
      inconclusive('The build made no artefact: name functions or a template under modules in rehearsal.yaml.'),
      outcome.evidence,
    );
  }
  const release: Release = { id: releaseIdOf(outcome.artefacts, sha256), commit, artefacts: outcome.artefacts };
  await artefacts.store(release);
  const differences = await registryDifferences(release, artefacts, otherRegions(topology));
  if (differences.length > 0)
    return result(failed(`The registry did not keep what was built: ${differences.join('; ')}.`), outcome.evidence);
  const reason = `Built ${String(release.artefacts.length)} artefacts once, as release ${short(release.id)}.`;
  return result(passed(reason), [outcome.manifest, ...outcome.evidence], { release });
}

async function foundAgain(release: Release, { commit, sha256, topology }: GateSubject, { artefacts }: Ports): Promise<GateResult> {
  if (release.commit !== commit) {
    return result(failed(`The release found was built from ${release.commit}, not from ${commit}: rehearse in a world of its own.`));
  }
  if (releaseIdOf(release.artefacts, sha256) !== release.id) {
    return result(failed(`Release ${short(release.id)} no longer is the digest of its artefacts: start from a new commit.`));
  }
  const differences = await registryDifferences(release, artefacts, otherRegions(topology));
  if (differences.length > 0) {
    return result(
      failed(`What was built from this commit was changed in the registry: ${differences.join('; ')}. Start from a new commit.`),
    );
  }
  const reason = `Release ${short(release.id)} was built before; its ${String(release.artefacts.length)} artefacts have the same digests still.`;
  return result(passed(reason), [], { release });
}

function describeProblems(problems: readonly Problem[]): string {
  const [first, ...more] = problems;
  if (first === undefined) return 'The build failed and named no problem: see its log.';
  const rest = more.length === 0 ? '' : ` (and ${String(more.length)} more)`;
  const hint = first.hint === '' ? '' : ` ${first.hint}`;
  return `${place(first)}${first.message}${hint}${rest}`;
}

/** `src/create.ts:3:7 `, as compilers print it. */
function place({ file, line, column, path }: Problem): string {
  const at = line === 0 ? file : `${file}:${String(line)}:${String(column)}`;
  return path === '' ? `${at}: ` : `${at} ${path}: `;
}
