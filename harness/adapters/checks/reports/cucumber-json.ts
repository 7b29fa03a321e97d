import { isObject, listOf, parseJson, type ReportContent, textOf, UnreadableReport } from './report.ts';

type Json = Readonly<Record<string, unknown>>;

/** Cucumber's JSON formatter: a scenario counts as its worst step; undefined, pending and ambiguous steps fail it, skipped ones skip it. */
export function readCucumberJson(text: string): ReportContent {
  const root = parseJson(text);
  if (!Array.isArray(root)) throw new UnreadableReport('is no list of features');
  const scenarios = listOf(root)
    .filter(isObject)
    .flatMap((feature) => listOf(feature['elements']).filter(isObject))
    .filter((element) => element['type'] !== 'background')
    .map(judge);
  const failures = scenarios.flatMap((scenario) => (scenario.failure === null ? [] : [scenario.failure]));
  const skipped = scenarios.filter((scenario) => scenario.skipped).length;
  const executed = scenarios.length - skipped;
  return { tests: { executed, passed: executed - failures.length, failed: failures.length, skipped, failures } };
}

function judge(scenario: Json): {
  readonly skipped: boolean;
  readonly failure: { readonly name: string; readonly message: string } | null;
} {
  const results = listOf(scenario['steps'])
    .filter(isObject)
    .map((step) => ({ step, result: isObject(step['result']) ? step['result'] : {} }));
  const red = results.find(({ result }) => !['passed', 'skipped'].includes(textOf(result['status'], 'undefined')));
  if (red !== undefined) {
    const message = textOf(
      red.result['error_message'],
      `step "${textOf(red.step['name'])}" is ${textOf(red.result['status'], 'undefined')}`,
    );
    return { skipped: false, failure: { name: textOf(scenario['name']), message: message.slice(0, 2_000) } };
  }
  return { skipped: results.length === 0 || results.some(({ result }) => result['status'] === 'skipped'), failure: null };
}
