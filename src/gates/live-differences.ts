import { type DeployedFunction, placeOf } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import type { Release } from '../model/release.ts';
import { short } from './registry-differences.ts';

/**
 * How what an account gives back differs from the release: every function of the project must be there, in each of the stage's regions, with
 * the digest of its own artefact, and nothing else. Empty where it is so.
 */
export function liveDifferences(
  project: Project,
  release: Release,
  live: readonly DeployedFunction[],
  regions: readonly string[],
): readonly string[] {
  const unmatched = [...live];
  const differences: string[] = [];
  for (const { module, name, place } of expectedIn(regions, project)) {
    const artefact = release.artefacts.find((each) => each.module === module && each.kind === 'lambda-zip' && each.name === `${name}.zip`);
    if (artefact === undefined) {
      differences.push(`the release has no artefact for ${place}`);
      continue;
    }
    const index = indexOfBest(unmatched, place, artefact.digest);
    const [found] = index === -1 ? [] : unmatched.splice(index, 1);
    if (found === undefined) differences.push(`${place} is missing`);
    else if (found.digest !== artefact.digest) {
      differences.push(`${place} version ${found.version} is ${short(found.digest)}, built was ${short(artefact.digest)}`);
    }
  }
  return [...differences, ...unmatched.map((each) => `${placeOf(each)} is no function of this release`)];
}

/** Two modules' templates may use one logical id: the one with the right digest is taken first. */
function indexOfBest(live: readonly DeployedFunction[], place: string, digest: string): number {
  const exact = live.findIndex((each) => placeOf(each) === place && each.digest === digest);
  return exact === -1 ? live.findIndex((each) => placeOf(each) === place) : exact;
}

interface Expected {
  readonly module: string;
  readonly name: string;
  /** As `placeOf` names it. */
  readonly place: string;
}

function expectedIn(regions: readonly string[], project: Project): readonly Expected[] {
  const functions = project.modules.flatMap((module) =>
    module.functions.map(({ name, logicalId }) => ({ module: module.id, name, logicalId })),
  );
  const places = regions.length > 1 ? regions.map((region) => ({ region })) : [{}];
  return places.flatMap((at) =>
    functions.map(({ module, name, logicalId }) => ({ module, name, place: placeOf({ function: logicalId, ...at }) })),
  );
}
