import { isObject, listOf, parseJson, type ReportContent, textOf, UnreadableReport } from './report.ts';

/** vitest's (and jest's) JSON reporter. */
export function readVitestJson(text: string): ReportContent {
  const root = parseJson(text);
  if (!isObject(root) || !Array.isArray(root['testResults'])) throw new UnreadableReport('has no testResults');
  const files = listOf(root['testResults']).filter(isObject);
  const cases = files.flatMap((file) => listOf(file['assertionResults']).filter(isObject));
  const broken = files.filter((file) => file['status'] === 'failed' && listOf(file['assertionResults']).length === 0);
  const failures = [
    ...cases
      .filter((test) => test['status'] === 'failed')
      .map((test) => ({
        name: textOf(test['fullName']),
        message: listOf(test['failureMessages'])
          .map((line) => textOf(line))
          .join('\n')
          .slice(0, 2_000),
      })),
    // A file that can't be loaded has no cases and fails all the same.
    ...broken.map((file) => ({ name: textOf(file['name']), message: textOf(file['message']) })),
  ];
  const passed = cases.filter((test) => test['status'] === 'passed').length;
  const skipped = cases.length - passed - (failures.length - broken.length);
  return {
    tests: { executed: passed + failures.length, passed, failed: failures.length, skipped, failures },
    cases: cases.map((test) => {
      const status = test['status'];
      return { name: textOf(test['fullName']), outcome: status === 'passed' || status === 'failed' ? status : 'skipped', labels: [] };
    }),
  };
}
