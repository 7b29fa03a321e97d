import { placeOf } from '../model/deployment.ts';
import type { RouteLoad } from '../model/measurement.ts';
import type { RehearsalRecord, StageRecord } from '../model/record.ts';

/** One thing that two runs don't have in common. `at` is where: `outcome`, `uat/performance`, `production/deployed/CreateFunction`. */
export interface Difference {
  readonly at: string;
  readonly left: string;
  readonly right: string;
}

/**
 * What differs between two runs: outcomes, verdicts, digests, versions that are live, and p99s by more than both runs' noise together. Times,
 * reasons and evidence are each run's own and don't count.
 */
export function compareRecords(left: RehearsalRecord, right: RehearsalRecord): readonly Difference[] {
  return [
    ...differ('outcome', left.outcome, right.outcome),
    ...differ('topology', left.topology.digest, right.topology.digest),
    ...differ('backend', left.backend.kind, right.backend.kind),
    ...differ('commit', left.commit, right.commit),
    ...differ('version', left.release?.version, right.release?.version),
    ...differ('release', left.release?.id, right.release?.id),
    ...byName(left.artefacts, right.artefacts, ({ name }) => name).flatMap(([name, one, other]) =>
      differ(`artefact/${name}`, one?.digest, other?.digest),
    ),
    ...byName(left.stages, right.stages, ({ environment }) => environment).flatMap(([name, one, other]) =>
      stageDifferences(name, one, other),
    ),
  ];
}

function stageDifferences(environment: string, left: StageRecord | undefined, right: StageRecord | undefined): readonly Difference[] {
  const gates = byName(left?.gates ?? [], right?.gates ?? [], ({ gate }) => gate);
  const functions = byName(left?.deployed ?? [], right?.deployed ?? [], placeOf);
  const databases = byName(left?.database ?? [], right?.database ?? [], ({ name }) => name);
  const flags = [...new Set([...Object.keys(left?.flags ?? {}), ...Object.keys(right?.flags ?? {})])];
  const loads = byName(left?.load ?? [], right?.load ?? [], ({ route }) => route);
  return [
    ...differ(environment, left?.outcome, right?.outcome),
    ...gates.flatMap(([name, one, other]) => differ(`${environment}/${name}`, one?.verdict, other?.verdict)),
    ...functions.flatMap(([name, one, other]) =>
      differ(`${environment}/deployed/${name}`, one && `${one.version} ${one.digest}`, other && `${other.version} ${other.digest}`),
    ),
    ...databases.flatMap(([name, one, other]) =>
      differ(
        `${environment}/database/${name}`,
        one && `${one.version ?? 'none'} ${one.schema}`,
        other && `${other.version ?? 'none'} ${other.schema}`,
      ),
    ),
    ...flags.flatMap((name) => differ(`${environment}/flag/${name}`, onOrOff(left?.flags[name]), onOrOff(right?.flags[name]))),
    ...loads.flatMap(([route, one, other]) => loadDifference(`${environment}/p99/${route}`, one, other)),
  ];
}

function loadDifference(at: string, left: RouteLoad | undefined, right: RouteLoad | undefined): readonly Difference[] {
  if (left === undefined || right === undefined) return differ(at, left && inWords(left), right && inWords(right));
  const isNoise = Math.abs(left.p99Ms - right.p99Ms) <= left.noiseMs + right.noiseMs;
  return isNoise ? [] : [{ at, left: inWords(left), right: inWords(right) }];
}

function inWords({ p99Ms, noiseMs }: RouteLoad): string {
  return `${p99Ms.toFixed(1)} ms (noise ${noiseMs.toFixed(1)} ms)`;
}

function onOrOff(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'on' : 'off';
}

const absent = '–';

function differ(at: string, left: string | undefined, right: string | undefined): readonly Difference[] {
  return left === right ? [] : [{ at, left: left ?? absent, right: right ?? absent }];
}

/** Pairs of the same name, those of the left in their order and then what only the right has. The last of a name counts. */
function byName<Thing>(
  left: readonly Thing[],
  right: readonly Thing[],
  nameOf: (thing: Thing) => string,
): readonly (readonly [string, Thing | undefined, Thing | undefined])[] {
  const lefts = new Map(left.map((thing) => [nameOf(thing), thing]));
  const rights = new Map(right.map((thing) => [nameOf(thing), thing]));
  return [...new Set([...lefts.keys(), ...rights.keys()])].map((name) => [name, lefts.get(name), rights.get(name)]);
}
