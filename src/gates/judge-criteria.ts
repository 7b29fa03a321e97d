import type { TestCase } from '../ports/check-runner.ts';
import type { CriteriaList } from '../ports/project-reader.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

export interface CriterionCoverage {
  readonly id: string;
  /** `docs/acceptance-criteria.md:7` */
  readonly place: string;
  readonly executed: readonly string[];
  readonly skipped: readonly string[];
}

/** Which scenario shows which criterion: the id is one of its labels, or in its name. */
export function coverageOf({ path, criteria }: CriteriaList, cases: readonly TestCase[]): readonly CriterionCoverage[] {
  return criteria.map(({ id, line }) => {
    const its = cases.filter((testCase) => idsIn(testCase).has(id));
    const named = (skipped: boolean): readonly string[] =>
      its.filter(({ outcome }) => (outcome === 'skipped') === skipped).map(({ name }) => name);
    return { id, place: `${path}:${line}`, executed: named(false), skipped: named(true) };
  });
}

export function judgeCriteria(listed: CriteriaList, cases: readonly TestCase[]): Judgement {
  const { path, criteria } = listed;
  if (criteria.length === 0)
    return inconclusive(`${path} lists no acceptance criterion: begin a line, list item or table row with each one's id, such as AC-001.`);
  const coverage = coverageOf(listed, cases);
  const untested = coverage.filter(({ executed }) => executed.length === 0);
  const [first] = untested;
  if (first !== undefined) {
    const only = untested.filter(({ skipped }) => skipped.length > 0).map(({ id }) => id);
    const why = only.length === 0 ? '' : ` (${only.join(', ')} ${only.length === 1 ? 'has' : 'have'} only skipped ones)`;
    return failed(
      `${first.place} ${names(untested)} ${untested.length === 1 ? 'has' : 'have'} no executed scenario${why}: tag one with the id.`,
    );
  }
  const unknown = unlisted(listed, cases);
  if (unknown.length > 0)
    return failed(
      `${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} on a scenario, and ${path} lists no such criterion: list it, or mend the tag.`,
    );
  return passed(
    criteria.length === 1
      ? 'The one acceptance criterion has an executed scenario.'
      : `Each of ${criteria.length} acceptance criteria has an executed scenario.`,
  );
}

/** Ids of the document's own kind (`AC-…`) that it doesn't list: a ticket's number on a scenario is none. */
function unlisted({ criteria }: CriteriaList, cases: readonly TestCase[]): readonly string[] {
  const known = new Set(criteria.map(({ id }) => id));
  const kinds = new Set(criteria.map(({ id }) => kindOf(id)));
  const found = new Set(cases.flatMap((testCase) => [...idsIn(testCase)]));
  return [...found].filter((id) => kinds.has(kindOf(id)) && !known.has(id)).sort();
}

function idsIn({ name, labels }: TestCase): ReadonlySet<string> {
  return new Set([name, ...labels].flatMap((text) => text.match(/(?<![\w-])[A-Z][A-Z0-9]*-\d+(?![\w-])/g) ?? []));
}

function kindOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}

function names(coverage: readonly CriterionCoverage[]): string {
  return coverage.map(({ id }) => id).join(', ');
}
