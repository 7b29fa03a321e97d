import type { ReportSource } from '../evidence/finish-evidence.ts';
import type { GateRecord, StageRecord } from '../model/record.ts';
import { rehearsalNotice } from './rehearsal-notice.ts';
import { whatWasSaid } from './what-was-said.ts';

/**
 * JUnit XML, a suite a stage and a case a gate: `failure` for failed, `error` for inconclusive, `skipped` for what waits or is waived: a
 * waived gate is no failure, and hiding it among the passed ones would hide the exception. A stage
 * that was not reached, or refused before a gate ran, is one case of its own, so that no suite is empty.
 */
export function junitXml({ record, entries }: ReportSource): string {
  const { refused } = whatWasSaid(entries);
  const suites = record.stages.map((stage) => suiteOf(stage, refused.get(stage.environment)));
  const root = { name: `rehearsal of ${record.project}`, ...sum(suites.map((suite) => suite.counts)), time: seconds(record.durationMs) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- ${comment(rehearsalNotice(record))} -->`,
    `<testsuites${attributes(root)}>`,
    ...suites.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Case {
  readonly name: string;
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly reason: string;
  readonly durationMs: number;
}

const kinds = { passed: 'passed', waived: 'skipped', failed: 'failure', inconclusive: 'error', waiting: 'skipped' } as const;

function suiteOf(stage: StageRecord, refusal: string | undefined): { readonly counts: Counts; readonly xml: string } {
  const cases = casesOf(stage, refusal);
  const counts: Counts = {
    tests: cases.length,
    failures: cases.filter((each) => each.kind === 'failure').length,
    errors: cases.filter((each) => each.kind === 'error').length,
    skipped: cases.filter((each) => each.kind === 'skipped').length,
  };
  const time = seconds(cases.reduce((total, each) => total + each.durationMs, 0));
  const started = stage.gates[0]?.startedAt;
  const timestamp = started === undefined ? {} : { timestamp: started.replace(/(\.\d+)?Z$/, '') };
  const lines = cases.map((each) => caseXml(stage.environment, each));
  return {
    counts,
    xml: [`  <testsuite${attributes({ name: stage.environment, ...counts, time, ...timestamp })}>`, ...lines, '  </testsuite>'].join('\n'),
  };
}

function casesOf({ gates, outcome }: StageRecord, refusal: string | undefined): readonly Case[] {
  const cases = gates.map(caseOf);
  if (outcome === 'not-reached') return [{ name: 'promotion', kind: 'skipped', reason: 'The stage was not reached.', durationMs: 0 }];
  if (refusal !== undefined) return [...cases, { name: 'promotion', kind: 'failure', reason: refusal, durationMs: 0 }];
  const isRed = cases.some((each) => each.kind !== 'passed');
  if (outcome === 'passed' || isRed) return cases;
  return [...cases, { name: 'promotion', kind: 'error', reason: 'The stage came to no end.', durationMs: 0 }];
}

function caseOf({ gate, verdict, reason, durationMs }: GateRecord): Case {
  return { name: gate, kind: kinds[verdict], reason, durationMs };
}

function caseXml(environment: string, { name, kind, reason, durationMs }: Case): string {
  const head = `    <testcase${attributes({ classname: environment, name, time: seconds(durationMs) })}`;
  if (kind === 'passed') return `${head}/>`;
  return `${head}>\n      <${kind}${attributes({ message: reason })}/>\n    </testcase>`;
}

function sum(counts: readonly Counts[]): Counts {
  const total = (of: (each: Counts) => number): number => counts.reduce((result, each) => result + of(each), 0);
  return {
    tests: total((each) => each.tests),
    failures: total((each) => each.failures),
    errors: total((each) => each.errors),
    skipped: total((each) => each.skipped),
  };
}

function seconds(forMs: number): string {
  return (forMs / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** Control characters have no place in XML 1.0, escaped or not: they become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}

/** A comment ends at its first `--`. */
function comment(text: string): string {
  return escapeXml(text).replaceAll('--', '- -');
}
