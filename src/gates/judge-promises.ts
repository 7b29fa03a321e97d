import type { Finding } from '../ports/check-runner.ts';
import type { PromiseChange, PromiseSurvey } from '../ports/project-reader.ts';

type Bump = 'major' | 'minor' | 'patch' | 'none';

/** Breaking changes in a version that doesn't say so. Each names the change. */
export function breaksWithoutMajor(version: string, { since, documents }: PromiseSurvey): readonly Finding[] {
  if (since === null || allowsBreaks(since, version)) return [];
  return changesOf(documents, 'breaking').map(({ what, place }) => ({
    rule: 'breaking-change',
    level: 'error',
    place,
    message: `${what}, which breaks who uses ${since}, and ${version} is a new ${bumpOf(since, version).toUpperCase()} version: keep it, or release ${nextMajor(since)}.`,
  }));
}

/** `no change of the API since v1.3.0`, `2 new features since v1.3.0 (a PATCH: SemVer wants a MINOR)`. */
export function changesInWords(version: string, { since, documents }: PromiseSurvey): string {
  if (documents.length === 0) return 'no API or event described in rehearsal.yaml';
  if (since === null) return 'no release before to break with';
  const none = documents.filter((document) => !document.before).map((document) => document.path);
  const features = changesOf(documents, 'feature');
  const breaks = changesOf(documents, 'breaking').length;
  const said = [
    ...(breaks > 0 ? [`${breaks} breaking ${breaks === 1 ? 'change' : 'changes'} since ${since}, as ${version} says`] : []),
    ...(features.length > 0 ? [inPatch(version, since, features)] : []),
    ...(none.length > 0 ? [`none before of ${none.join(', ')} in ${since}`] : []),
  ];
  return said.length === 0 ? `no change of the API since ${since}` : said.join(', ');
}

function inPatch(version: string, since: string, features: readonly PromiseChange[]): string {
  const [first] = features;
  const named = features.length === 1 ? `1 new feature since ${since}` : `${features.length} new features since ${since}`;
  return bumpOf(since, version) === 'patch' ? `${named} in a PATCH, where SemVer wants a MINOR (${first?.what ?? ''})` : named;
}

function changesOf(documents: PromiseSurvey['documents'], effect: PromiseChange['effect']): readonly PromiseChange[] {
  return documents.flatMap((document) => document.changes.filter((change) => change.effect === effect));
}

/** SemVer's item 4: before 1.0.0 nothing is promised, and a new MINOR says that something changed. */
function allowsBreaks(since: string, version: string): boolean {
  const bump = bumpOf(since, version);
  return bump === 'major' || (bump === 'minor' && numbersOf(since)[0] === 0);
}

function bumpOf(since: string, version: string): Bump {
  const before = numbersOf(since);
  const after = numbersOf(version);
  const names: readonly Bump[] = ['major', 'minor', 'patch'];
  const place = after.findIndex((number, index) => number !== before[index]);
  return (place === -1 || (after[place] ?? 0) < (before[place] ?? 0) ? undefined : names[place]) ?? 'none';
}

function nextMajor(since: string): string {
  return `v${(numbersOf(since)[0] ?? 0) + 1}.0.0`;
}

function numbersOf(version: string): readonly number[] {
  return (/^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
}
