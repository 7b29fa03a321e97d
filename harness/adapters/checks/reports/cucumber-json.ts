import type { TestCase } from '../../../../src/ports/check-runner.ts';
import { isObject, listOf, parseJson, type ReportContent, textOf, UnreadableReport } from './report.ts';

type Json = Readonly<Record<string, unknown>>;

/** Cucumber's JSON formatter: a scenario counts as its worst step; undefined, pending and ambiguous steps fail it, skipped ones skip it. */
export function readCucumberJson(text: string): ReportContent {
  const root = parseJson(text);
  if (!Array.isArray(root)) throw new UnreadableReport('is no list of features');
  const scenarios = listOf(root)
    .filter(isObject)
    .flatMap((feature) => {
      const elements = listOf(feature['elements']).filter(isObject);
      return elements
        .filter((element) => element['type'] !== 'background')
        .map((element) => ({ ...judge(element), labels: tagsOf(feature, element) }));
    });
  const failures = scenarios.flatMap((scenario) => (scenario.failure === null ? [] : [scenario.failure]));
  const skipped = scenarios.filter((scenario) => scenario.skipped).length;
  const executed = scenarios.length - skipped;
  const cases = scenarios.map(({ name, labels, ...scenario }): TestCase => {
    return { name, labels, outcome: scenario.skipped ? 'skipped' : scenario.failure === null ? 'passed' : 'failed' };
  });
  return { tests: { executed, passed: executed - failures.length, failed: failures.length, skipped, failures }, cases };
}

/** Some writers repeat a feature's tags on each of its scenarios, others don't. */
function tagsOf(feature: Json, scenario: Json): readonly string[] {
  const tags = [...listOf(feature['tags']), ...listOf(scenario['tags'])].filter(isObject).map((tag) => textOf(tag['name']));
  return [...new Set(tags)];
}

function judge(scenario: Json): {
  readonly name: string;
  readonly skipped: boolean;
  readonly failure: { readonly name: string; readonly message: string } | null;
} {
  const name = textOf(scenario['name']);
  const results = listOf(scenario['steps'])
    .filter(isObject)
    .map((step) => ({ step, result: isObject(step['result']) ? step['result'] : {} }));
  const red = results.find(({ result }) => !['passed', 'skipped'].includes(textOf(result['status'], 'undefined')));
  if (red !== undefined) {
    const message = textOf(
      red.result['error_message'],
      `step "${textOf(red.step['name'])}" is ${textOf(red.result['status'], 'undefined')}`,
    );
    return { name, skipped: false, failure: { name, message: message.slice(0, 2_000) } };
  }
  return { name, skipped: results.length === 0 || results.some(({ result }) => result['status'] === 'skipped'), failure: null };
}
