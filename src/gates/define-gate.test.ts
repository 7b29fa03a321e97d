import { describe, expect, it } from 'vitest';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { defineGate, defineReleaseGate, environmentOf } from './define-gate.ts';
import { passed, result } from './result.ts';

const { ports } = new FakeWorld();
const run = () => Promise.resolve(result(passed('Fine.')));

describe('a gate', () => {
  it('takes the thresholds that it measures', async () => {
    const gate = defineGate('unit', ['linesPercent', 'functionsPercent'], run);
    const step = gateStep('unit', { thresholds: { linesPercent: 1, functionsPercent: 2 } });
    expect(await gate.run(subjectWith({ step }), ports)).toEqual({ verdict: 'passed', reason: 'Fine.', evidence: [], facts: {} });
    expect(gate.measures).toEqual(['linesPercent', 'functionsPercent']);
  });

  it('refuses those that it does not', async () => {
    const gate = defineGate('unit', ['linesPercent'], run);
    const step = gateStep('unit', { thresholds: { linesPercent: 1, minSamples: 2, timeLimitMs: 3 } });
    expect(await gate.run(subjectWith({ step }), ports)).toEqual({
      verdict: 'inconclusive',
      reason: "The unit gate can't measure minSamples, timeLimitMs: take it out of the topology or give it to another gate.",
      evidence: [],
      facts: {},
    });
  });

  it('that looks at a release says so where there is none', async () => {
    const gate = defineReleaseGate('deploy', [], run);
    expect(await gate.run(subjectWith(), ports)).toMatchObject({ verdict: 'passed' });
    expect(await gate.run(subjectWith({ release: null }), ports)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'Nothing was built before the deploy gate: put a build gate before it in the topology.',
    });
  });

  it('looks at its own environment, or at the one it is to look at', () => {
    expect(environmentOf(subjectWith())).toBe('uat');
    expect(environmentOf(subjectWith({ step: gateStep('smoke', { against: 'local' }) }))).toBe('local');
  });
});
