import { isObject, parseJson, type ReportContent, UnreadableReport } from './report.ts';

/** istanbul's coverage-summary.json. A total over no lines is no coverage: its percentage says nothing. */
export function readCoverageSummary(text: string): ReportContent {
  const root = parseJson(text);
  const total = isObject(root) ? root['total'] : undefined;
  if (!isObject(total)) throw new UnreadableReport('has no total');
  const lines = shareOf(total['lines']);
  if (lines === null) throw new UnreadableReport('counts no lines');
  return { coverage: { linesPercent: lines, functionsPercent: shareOf(total['functions']) } };
}

function shareOf(count: unknown): number | null {
  if (!isObject(count)) return null;
  const { total, covered } = count;
  return typeof total === 'number' && typeof covered === 'number' && total > 0 ? (covered / total) * 100 : null;
}

/** lcov's tracefile: LF/LH lines, FNF/FNH functions. */
export function readLcov(text: string): ReportContent {
  const sum = (key: string): number =>
    [...text.matchAll(new RegExp(`^${key}:(\\d+)$`, 'gm'))].reduce((total, [, count]) => total + Number(count), 0);
  const lines = sum('LF');
  if (lines === 0) throw new UnreadableReport('counts no lines');
  const functions = sum('FNF');
  return {
    coverage: { linesPercent: (sum('LH') / lines) * 100, functionsPercent: functions === 0 ? null : (sum('FNH') / functions) * 100 },
  };
}
