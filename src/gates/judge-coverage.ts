import type { GateThresholds } from '../model/topology.ts';
import type { CheckReport } from '../ports/check-runner.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

/** Where the topology doesn't say. */
export const defaultLinesPercent = 80;

export function judgeCoverage(report: CheckReport, thresholds: GateThresholds): Judgement {
  const { coverage } = report;
  if (coverage === null && thresholds.linesPercent === 0 && (thresholds.functionsPercent ?? 0) === 0)
    return passed('The topology asks for no coverage.');
  if (coverage === null) {
    return inconclusive('No coverage data could be read: name an lcov or coverage-summary report under checks.unit.reports.');
  }
  const neededLines = thresholds.linesPercent ?? defaultLinesPercent;
  const neededFunctions = thresholds.functionsPercent;
  if (!(coverage.linesPercent >= neededLines)) return short('lines', coverage.linesPercent, neededLines);
  if (neededFunctions === undefined)
    return passed(`${percent(coverage.linesPercent)} of lines are covered (at least ${String(neededLines)} %).`);
  if (coverage.functionsPercent === null) {
    return inconclusive('The coverage report counts no functions, and the topology wants functionsPercent: name a report that has them.');
  }
  if (!(coverage.functionsPercent >= neededFunctions)) return short('functions', coverage.functionsPercent, neededFunctions);
  return passed(
    `${percent(coverage.linesPercent)} of lines (at least ${String(neededLines)} %) and ${percent(coverage.functionsPercent)} of functions (at least ${String(neededFunctions)} %) are covered.`,
  );
}

function short(what: string, has: number, needs: number): Judgement {
  return failed(`${percent(has)} of ${what} are covered, at least ${String(needs)} % are needed: add tests.`);
}

/** Rounded down, so that what falls short never reads as if it did not; the small part is for shares that binary can't hold. */
function percent(share: number): string {
  return `${String(Math.floor(share * 100 + 1e-6) / 100)} %`;
}
