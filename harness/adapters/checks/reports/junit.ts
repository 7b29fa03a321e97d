import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { TestCase, TestCounts } from '../../../../src/ports/check-runner.ts';
import { isObject, listOf, type ReportContent, textOf, UnreadableReport } from './report.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Cucumber and vitest write line ends as &#xA;, which the parser takes for an entity of HTML's.
  htmlEntities: true,
  isArray: (name) => ['testsuite', 'testcase', 'failure', 'error', 'skipped'].includes(name),
});

/** JUnit XML. The cases are counted, whatever the totals in its attributes claim. */
export function readJUnit(text: string): ReportContent {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new UnreadableReport(`is no XML: ${valid.err.msg}`);
  const root: unknown = parser.parse(text);
  if (!isObject(root) || !('testsuites' in root || 'testsuite' in root)) throw new UnreadableReport('has no testsuites');
  const cases = casesOf(root);
  return { tests: countCases(cases), cases: cases.map(toCase) };
}

function casesOf(node: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!isObject(node)) return [];
  const own = listOf(node['testcase']).filter(isObject);
  const suites = [...listOf(node['testsuite']), ...(isObject(node['testsuites']) ? [node['testsuites']] : [])];
  return [...own, ...suites.flatMap(casesOf)];
}

function toCase(testCase: Readonly<Record<string, unknown>>): TestCase {
  const properties = isObject(testCase['properties']) ? testCase['properties']['property'] : undefined;
  const labels = (Array.isArray(properties) ? listOf(properties) : [properties])
    .filter(isObject)
    .map((property) => textOf(property['@value'], textOf(property['#text'])));
  const red = 'failure' in testCase || 'error' in testCase;
  return { name: nameOf(testCase), outcome: 'skipped' in testCase ? 'skipped' : red ? 'failed' : 'passed', labels };
}

function countCases(cases: readonly Readonly<Record<string, unknown>>[]): TestCounts {
  const failures = cases.flatMap((testCase) => {
    const problem = listOf(testCase['failure'])[0] ?? listOf(testCase['error'])[0];
    return problem === undefined ? [] : [{ name: nameOf(testCase), message: messageOf(problem) }];
  });
  const skipped = cases.filter((testCase) => 'skipped' in testCase).length;
  const executed = cases.length - skipped;
  return { executed, passed: executed - failures.length, failed: failures.length, skipped, failures };
}

function nameOf(testCase: Readonly<Record<string, unknown>>): string {
  return [textOf(testCase['@classname']), textOf(testCase['@name'])].filter((part) => part !== '').join(' > ');
}

function messageOf(problem: unknown): string {
  if (!isObject(problem)) return textOf(problem).trim();
  const lines = `${textOf(problem['@message'])}\n${textOf(problem['#text'])}`.trim();
  return lines.slice(0, 2_000);
}
