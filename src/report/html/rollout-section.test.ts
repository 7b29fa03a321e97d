import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../evidence/sha256-of.ts';
import { deployedAs, instantAt, samplePlan, SampleRun } from '../../evidence/testing/sample-run.ts';
import type { RolloutRecord } from '../../model/rollout-record.ts';
import { withFiles } from '../testing/with-files.ts';
import { rolloutSection } from './rollout-section.ts';

const figures = { requests: 1200, errors: 12, errorRate: 0.01, p50Ms: 9, p99Ms: 41.26 };
const judgement = { verdict: 'failed', reason: 'Errors.', neededRequests: 40, candidate: figures, stable: null, noiseMs: 3.2 } as const;
const rollout: RolloutRecord = {
  strategy: 'canary',
  router: 'alias',
  steps: [
    {
      name: '10 % <of all>',
      weightPercent: 10,
      startedAt: instantAt(5),
      durationMs: 3000,
      result: 'failed',
      bakeMs: 300_000,
      fault: 'Errors.',
      judgement,
    },
  ],
};
const side = { requests: 10, errors: 1, p99Ms: 40 };
const points = JSON.stringify({
  environment: 'production',
  points: [5, 6, 7].map((seconds) => ({ at: instantAt(seconds), candidate: side, stable: { ...side, errors: 0 } })),
});

function sectionOf(of: RolloutRecord, files: Readonly<Record<string, string>>): string {
  const run = new SampleRun().start('production');
  run.step('production', 'deploy', {
    verdict: 'failed',
    facts: { plan: samplePlan, deployed: deployedAs('2'), previous: deployedAs('1', 'old'), rollout: of },
    evidence: [sha256Of(points)],
  });
  return rolloutSection(withFiles(run, files))?.text ?? '';
}

describe('the rollout on the page', () => {
  it('has each step with what both sides served', () => {
    const text = sectionOf(rollout, {});
    expect(text).toContain('10 % &lt;of all&gt;');
    expect(text).toMatch(/1,200[\s\S]*1 %[\s\S]*41\.3[\s\S]*–[\s\S]*3\.2/);
    expect(text).not.toContain('<svg');
  });

  it('has a picture of traffic, errors and latency where they were kept', () => {
    const text = sectionOf(rollout, { 'production-rollout.json': points });
    expect(text.match(/<polyline/g)).toHaveLength(6);
    expect(text).toContain('aria-label="Share of traffic, errors and p99 of both versions over time: 10 % after 0.0 s"');
    expect(text).not.toContain('NaN');
  });

  it('is left out where all traffic went at once', () => {
    const [step] = rollout.steps;
    if (step === undefined) throw new Error('no step');
    const { name, weightPercent, startedAt, durationMs } = step;
    expect(sectionOf({ strategy: 'all-at-once', steps: [{ name, weightPercent, startedAt, durationMs, result: 'applied' }] }, {})).toBe('');
  });
});
