import type { CheckReportFile } from '../../../../src/model/project.ts';
import { readCoverageSummary, readLcov } from './coverage.ts';
import { readCucumberJson } from './cucumber-json.ts';
import { readJUnit } from './junit.ts';
import type { ReportContent } from './report.ts';
import { readSarif } from './sarif.ts';
import { readTsc } from './tsc.ts';
import { readVitestJson } from './vitest-json.ts';

const readers: Readonly<Record<CheckReportFile['kind'], (text: string) => ReportContent>> = {
  junit: readJUnit,
  'vitest-json': readVitestJson,
  'cucumber-json': readCucumberJson,
  lcov: readLcov,
  'coverage-summary': readCoverageSummary,
  sarif: readSarif,
  tsc: readTsc,
};

/** Throws UnreadableReport with what is wrong with it. */
export function readReport(kind: CheckReportFile['kind'], text: string): ReportContent {
  return readers[kind](text);
}
