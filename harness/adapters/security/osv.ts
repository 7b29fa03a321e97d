import cvss from 'ae-cvss-calculator';
import semver from 'semver';
import { z } from 'zod';
import type { Finding } from '../../../src/ports/check-runner.ts';

/** The parts of an OSV advisory (https://ossf.github.io/osv-schema/) that say whether a package's version is affected, and how badly. */
const osv = z.object({
  id: z.string(),
  aliases: z.array(z.string()).default([]),
  withdrawn: z.string().optional(),
  summary: z.string().default(''),
  severity: z.array(z.object({ type: z.string(), score: z.string() })).default([]),
  affected: z
    .array(
      z.object({
        package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
        versions: z.array(z.string()).default([]),
        ranges: z.array(z.object({ type: z.string(), events: z.array(z.record(z.string(), z.string())) })).default([]),
      }),
    )
    .default([]),
  database_specific: z.looseObject({ severity: z.string().optional() }).default({}),
});

export type Advisory = z.output<typeof osv>;

export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}

/** Throws where the text is no OSV advisory: a folder that holds something else was not what was meant. */
export function readAdvisory(file: string, text: string): Advisory {
  try {
    return osv.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} is no OSV advisory`, { cause: error });
  }
}

/** What is known of a package's version. Critical is `error`; so is an advisory that doesn't say how severe it is. */
export function judgePackage(advisory: Advisory, { name, version }: PackageVersion): Finding | null {
  if (advisory.withdrawn !== undefined) return null;
  const hit = advisory.affected.some(
    (one) =>
      one.package?.ecosystem === 'npm' &&
      one.package.name === name &&
      (one.versions.includes(version) || one.ranges.some((range) => inRange(range, version))),
  );
  if (!hit) return null;
  const names = [advisory.id, ...advisory.aliases].join(', ');
  const severity = severityOf(advisory);
  return {
    rule: names,
    message: `${advisory.summary} (${severity ?? 'severity unknown, taken as critical'})`,
    level: severity === null || severity === 'CRITICAL' ? 'error' : 'warning',
    place: `${name}@${version}`,
  };
}

function inRange(range: Advisory['affected'][number]['ranges'][number], version: string): boolean {
  if (range.type !== 'SEMVER' || semver.valid(version) === null) return false;
  // Events in the order of their versions: the last one at or below the version says whether it is affected.
  const events = range.events
    .flatMap((event) => Object.entries(event))
    .map(([kind, at]) => ({ kind, at: at === '0' ? '0.0.0-0' : at }))
    .sort((left, right) => semver.compare(left.at, right.at));
  let affected = false;
  for (const { kind, at } of events) {
    if (kind === 'introduced' && semver.gte(version, at)) affected = true;
    if ((kind === 'fixed' || kind === 'limit') && semver.gte(version, at)) affected = false;
    if (kind === 'last_affected' && semver.gt(version, at)) affected = false;
  }
  return affected;
}

function severityOf(advisory: Advisory): string | null {
  const stated = advisory.database_specific.severity?.toUpperCase();
  if (stated !== undefined) return stated;
  const scores = advisory.severity.flatMap(({ score }) => scoreOf(score));
  if (scores.length === 0) return null;
  const worst = Math.max(...scores);
  return worst >= 9 ? 'CRITICAL' : worst >= 7 ? 'HIGH' : worst >= 4 ? 'MEDIUM' : 'LOW';
}

/** The calculator's own types say `any`. */
interface Calculator {
  fromVector(vector: string): { calculateScores(): { readonly overall?: number } } | null;
}

function scoreOf(vector: string): readonly number[] {
  const overall = (cvss as unknown as Calculator).fromVector(vector)?.calculateScores().overall;
  return overall === undefined ? [] : [overall];
}
