import type { Finding } from '../../../../src/ports/check-runner.ts';
import { type ReportContent, UnreadableReport } from './report.ts';

/** The output of `tsc --diagnostics`: its count of files is the proof that it looked at any. */
export function readTsc(output: string): ReportContent {
  const files = /^Files:\s+(\d+)/m.exec(output);
  if (files === null) throw new UnreadableReport('does not say how many files were checked: run tsc with --diagnostics --pretty false');
  if (Number(files[1]) === 0) throw new UnreadableReport('checked no file');
  const findings = [...output.matchAll(/^(.+)\((\d+),(\d+)\): error (TS\d+): (.+)$/gm)].map(
    ([, file = '', line = '', column = '', rule = '', message = '']): Finding => ({
      rule,
      message,
      level: 'error',
      place: `${file}:${line}:${column}`,
    }),
  );
  return { findings };
}
