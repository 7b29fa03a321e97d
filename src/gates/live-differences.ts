import type { DeployedFunction } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import type { Release } from '../model/release.ts';
import { short } from './registry-differences.ts';

/**
 * How what an account gives back differs from the release: every function of the project must be there with the digest
 * of its own artefact, and nothing else. Empty where it is so.
 */
export function liveDifferences(project: Project, release: Release, live: readonly DeployedFunction[]): readonly string[] {
  const unmatched = [...live];
  const differences: string[] = [];
  for (const { module, name, logicalId } of functionsOf(project)) {
    const artefact = release.artefacts.find((each) => each.module === module && each.kind === 'lambda-zip' && each.name === `${name}.zip`);
    if (artefact === undefined) {
      differences.push(`the release has no artefact for ${logicalId}`);
      continue;
    }
    const index = indexOfBest(unmatched, logicalId, artefact.digest);
    const [found] = index === -1 ? [] : unmatched.splice(index, 1);
    if (found === undefined) differences.push(`${logicalId} is missing`);
    else if (found.digest !== artefact.digest) {
      differences.push(`${logicalId} version ${found.version} is ${short(found.digest)}, built was ${short(artefact.digest)}`);
    }
  }
  return [...differences, ...unmatched.map((each) => `${each.function} is no function of this release`)];
}

/** Two modules' templates may use one logical id: the one with the right digest is taken first. */
function indexOfBest(live: readonly DeployedFunction[], logicalId: string, digest: string): number {
  const exact = live.findIndex((each) => each.function === logicalId && each.digest === digest);
  return exact === -1 ? live.findIndex((each) => each.function === logicalId) : exact;
}

function functionsOf(project: Project): readonly { readonly module: string; readonly name: string; readonly logicalId: string }[] {
  return project.modules.flatMap((module) => module.functions.map(({ name, logicalId }) => ({ module: module.id, name, logicalId })));
}
