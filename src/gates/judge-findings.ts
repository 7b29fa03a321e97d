import type { CheckName } from '../model/check-name.ts';
import type { CheckReport, Finding } from '../ports/check-runner.ts';
import { endedBadly } from './judge-check.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

/** Reads a linter's or a type checker's findings: errors are red, warnings and notes are counted. */
export function judgeFindings(check: CheckName, report: CheckReport): Judgement {
  const { findings } = report;
  if (findings === null || report.unreadable.length > 0) return unread(check, report);
  const errors = findings.filter((finding) => finding.level === 'error');
  const [first] = errors;
  if (first !== undefined) return failed(`${count(errors.length, 'error')}, the first: ${describeFinding(first)}`);
  if (report.exitCode !== 0) {
    return failed(`The ${check} command ${endedBadly(report)} although its report shows no error: see its log.`);
  }
  return passed(`No error, ${count(findings.length, 'lesser finding')}.`);
}

/** `src/x.ts:3:7 no-empty: Empty block.` */
export function describeFinding(finding: Finding): string {
  const place = finding.place === '' ? '' : `${finding.place} `;
  return `${place}${finding.rule}: ${finding.message}`;
}

function unread(check: CheckName, report: CheckReport): Judgement {
  const why = report.unreadable.length === 0 ? 'it wrote none' : report.unreadable.join('; ');
  return inconclusive(
    `No findings of the ${check} command could be read (${why}), and it ${endedBadly(report)}: name its SARIF report, or for tsc its output, under checks.${check}.reports.`,
  );
}

function count(things: number, what: string): string {
  return things === 1 ? `1 ${what}` : `${String(things)} ${what}s`;
}
