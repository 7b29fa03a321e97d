import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { SampleRun } from '../evidence/testing/sample-run.ts';
import { sampleRuns } from '../evidence/testing/sample-runs.ts';
import { junitXml } from './junit-xml.ts';
import { hostile, hostileRun } from './testing/hostile-run.ts';
import { sourceOf } from './testing/source-of.ts';

function junitOf(run: SampleRun): string {
  const xml = junitXml(sourceOf(run));
  expect(XMLValidator.validate(xml)).toBe(true);
  return xml;
}

describe('junitXml', () => {
  it('has a suite for each stage and a case for each gate', () => {
    const xml = junitOf(sampleRuns.released());
    expect(xml.match(/<testsuite [^>]*/g)).toEqual([
      '<testsuite name="local" tests="3" failures="0" errors="0" skipped="0" time="3.420" timestamp="2026-11-20T09:29:59"',
      expect.stringContaining('name="dev" tests="4"'),
      expect.stringContaining('name="uat" tests="6"'),
      expect.stringContaining('name="production" tests="5"'),
    ]);
    expect(xml).toContain('<testsuites name="rehearsal of payments" tests="18" failures="0" errors="0" skipped="0" time="29.000">');
    expect(xml).toContain('    <testcase classname="uat" name="performance" time="30.120"/>\n');
    expect(xml).toContain('<!-- This was a rehearsal on the embedded backend');
  });

  it.each([
    ['failed', 'failures="1" errors="0" skipped="0"', '<failure message="Why."/>'],
    ['inconclusive', 'failures="0" errors="1" skipped="0"', '<error message="Why."/>'],
    ['waiting', 'failures="0" errors="0" skipped="1"', '<skipped message="Why."/>'],
    ['waived', 'failures="0" errors="0" skipped="1"', '<skipped message="Why."/>'],
  ] as const)('says of a gate that is %s: %s', (verdict, counts, inside) => {
    const run = new SampleRun().start('local').step('local', 'unit', { verdict, reason: 'Why.' });
    const xml = junitOf(run.finishStage('local', verdict === 'waived' ? 'passed' : 'blocked').finish('blocked', 'Why.'));
    expect(xml).toContain(`<testsuite name="local" tests="1" ${counts}`);
    expect(xml).toContain(inside);
  });

  it.each([
    [
      'not reached',
      sampleRuns.blocked(),
      '<testcase classname="uat" name="promotion" time="0.000">\n      <skipped message="The stage was not reached."/>',
    ],
    [
      'refused',
      sampleRuns.refused(),
      '<testcase classname="production" name="promotion" time="0.000">\n      <failure message="v1.4.0 is on commit',
    ],
    [
      'cut off',
      sampleRuns.cutOff(),
      '<testcase classname="uat" name="promotion" time="0.000">\n      <error message="The stage came to no end."/>',
    ],
  ])('has one case of its own for a stage that was %s', (_what, run, text) => {
    expect(junitOf(run)).toContain(text);
  });

  it('holds whatever a reason says', () => {
    const parsed: unknown = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(junitOf(hostileRun()));
    expect(JSON.stringify(parsed)).toContain(JSON.stringify(hostile.split('\u0000')[0]).slice(1, -1));
    expect(JSON.stringify(parsed)).toContain('\ufffd\ufffd[31m @ann');
    expect(junitOf(hostileRun())).not.toContain('<img');
  });
});
