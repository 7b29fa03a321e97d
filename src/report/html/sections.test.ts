import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../evidence/sha256-of.ts';
import { sampleRuns } from '../../evidence/testing/sample-runs.ts';
import type { SampleRun } from '../../evidence/testing/sample-run.ts';
import type { RehearsalRound } from '../../model/rollback-rehearsal.ts';
import { sourceOf } from '../testing/source-of.ts';
import { withFiles } from '../testing/with-files.ts';
import { changesSection } from './changes-section.ts';
import { flagsSection } from './flags-section.ts';
import { gatesSection } from './gates-section.ts';
import { histogram } from './histogram.ts';
import { isolationSection } from './isolation-section.ts';
import { latencySection } from './latency-section.ts';
import { loadProfilesSection } from './load-profiles-section.ts';
import { rollbackSection } from './rollback-section.ts';
import type { Markup } from './markup.ts';
import { shadowSection } from './shadow-section.ts';

function textOf(markup: Markup | null): string {
  return (markup?.text ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const changes = JSON.stringify({
  stack: 'payments-mod-001',
  creates: false,
  changes: [{ action: 'Modify', logicalId: 'Read<Function>', type: 'AWS::Lambda::Function', replacement: 'False' }],
});

describe('a rollback that was rehearsed', () => {
  it('is shown with each fault and what the way back took', () => {
    const round: RehearsalRound = {
      fault: { kind: 'latency', forMs: 2_000 },
      plantedAt: '2026-11-29T10:00:00.000Z',
      detectedMs: 2_110,
      decidedMs: 40,
      revertedMs: 60,
      recoveredMs: 1_900,
      userErrorWindowMs: 4_100,
      breach: 'p99 of GET /x over 900 ms: 3 of 3 requests, 1 % allowed',
      requests: 180,
      lost: 0,
      inFlight: 44,
      inFlightFailed: 0,
      backMs: 70,
      wellMs: 480,
      alerts: [],
    };
    const rollback = {
      trigger: 'rehearsed',
      detectedMs: 2_150,
      revertedMs: 60,
      userErrorWindowMs: 4_100,
      limitMs: 300_000,
      rehearsed: true,
    };
    const released = sourceOf(sampleRuns.released()).record;
    const stages = released.stages.map((stage) =>
      stage.environment === 'uat' ? { ...stage, rollback: { ...rollback, rehearsal: { rounds: [round] } } } : stage,
    );
    expect(textOf(rollbackSection({ ...released, stages }))).toMatch(
      /Why rehearsed on purpose .* fault seen after decided reverted well users saw it lost under way back 2000 ms more 2\.1 s 40 ms 60 ms 1\.9 s 4\.1 s 0 44, 0 failed 70 ms/,
    );
    expect(rollbackSection(released)).toBeNull();
  });
});

describe('the change sets', () => {
  it('are shown for each deploy, as the account said them', () => {
    const source = withFiles(deployed(sha256Of(changes)), { 'uat-mod-001-changes.json': changes });
    expect(textOf(changesSection(source))).toMatch(
      /uat: 1 change of the stack payments-mod-001 .* Read&lt;Function&gt; AWS::Lambda::Function Modify False/,
    );
  });

  it.each([
    ['another name', { 'uat.log': changes }],
    ['no JSON', { 'uat-changes.json': 'no' }],
    ['another shape', { 'uat-changes.json': '{"stack": 1}' }],
  ])('leave out a file of %s', (_, files) => {
    const [text = ''] = Object.values(files);
    expect(changesSection(withFiles(deployed(sha256Of(text)), files))).toBeNull();
  });
});

describe('the gates', () => {
  it('name a file as it was kept for their own environment, where others kept the same bytes', () => {
    const files = { 'uat-mod-001-changes.json': changes, 'production-mod-001-changes.json': changes };
    const text = textOf(gatesSection(withFiles(deployed(sha256Of(changes)), files)));
    expect(text).toContain('uat-mod-001-changes.json');
    expect(text).not.toContain('production-mod-001-changes.json');
  });
});

/** Released, with a file as evidence of UAT's deploy and performance. */
function deployed(digest: ReturnType<typeof sha256Of>): Pick<SampleRun, 'happenings'> {
  const run = sampleRuns.released();
  const happenings = run.happenings.map((happening) =>
    happening.kind === 'step-finished' && happening.environment === 'uat' && ['deploy', 'performance'].includes(happening.name)
      ? { ...happening, evidence: [digest] }
      : happening,
  );
  return { happenings };
}

describe('the distribution of latencies', () => {
  const buckets = [
    { upToMs: 5, count: 3 },
    { upToMs: 7, count: 0 },
    { upToMs: 10, count: 1500 },
    { upToMs: null, count: 1 },
  ];

  it('is a bar a step, and a sentence', () => {
    const { text } = histogram('GET /a', buckets);
    expect(text.match(/<rect/g)).toHaveLength(4);
    expect(text).toContain('aria-label="GET /a: most (1,500) took more than 7 ms and at most 10 ms"');
    expect(textOf(histogram('GET /a', buckets))).toBe('GET /a ≤ 5 ms ≤ ∞');
  });

  it('shows one among thousands, and nothing where there was nothing', () => {
    const heights = [...histogram('GET /a', buckets).text.matchAll(/<rect[^>]* height="(\d+)"/g)].map(([, height]) => Number(height));
    expect(heights).toEqual([2, 0, 64, 2]);
  });

  it('stands below the numbers of its stage', () => {
    const file = JSON.stringify({ routes: [{ route: 'POST /payments', distribution: buckets }] });
    expect(latencySection(withFiles(deployed(sha256Of(file)), { 'k6-uat.json': file }))?.text.match(/<figure/g)).toHaveLength(1);
    expect(latencySection(sourceOf(sampleRuns.released()))?.text).not.toContain('<figure');
  });
});

describe('isolation', () => {
  const { record } = sourceOf(sampleRuns.released());
  const inUat = (isolation: (typeof record.stages)[number]['isolation']) =>
    textOf(
      isolationSection({
        ...record,
        stages: record.stages.map((stage) => (stage.environment === 'uat' ? { ...stage, isolation } : stage)),
      }),
    );

  it('is the number of tries and denials, where it was tried', () => {
    expect(inUat({ pairs: 1400, denied: 1400, holes: [] })).toMatch(/uat 1,400 1,400 0$/);
  });

  it('names every hole', () => {
    const hole = { from: 'dev', principal: 'role x', to: 'uat', kind: 'bucket', target: 'b', how: 'GetObject', because: null };
    expect(inUat({ pairs: 2, denied: 1, holes: [hole] })).toMatch(/uat 2 1 1 .*role x dev bucket b uat GetObject not known$/);
  });

  it('has no section where no gate tried', () => {
    expect(isolationSection(record)).toBeNull();
  });
});

describe('load profiles', () => {
  const { record } = sourceOf(sampleRuns.released());
  const route = { route: 'POST /payments', requests: 1_400, dropped: 3, p50Ms: 1, p95Ms: 2, p99Ms: 80, errorRate: 0.01, noiseMs: 1 };
  const plain = { name: '1x', expected: null, ratePerSecond: 22, peakPerSecond: null, routes: [route] };
  const inUat = (loadProfiles: (typeof record.stages)[number]['loadProfiles']) =>
    textOf(
      loadProfilesSection({
        ...record,
        stages: record.stages.map((stage) => (stage.environment === 'uat' ? { ...stage, loadProfiles } : stage)),
      }),
    );

  it('are shown with what was asked for, of which traffic, at which scale', () => {
    const spike = { ...plain, name: 'spike-5x', expected: { perSecond: 10_000, scale: 0.002 }, ratePerSecond: 10, peakPerSecond: 50 };
    expect(inUat([plain, spike])).toMatch(
      /uat 1x – – POST \/payments 22 1,400 3 80.0 1 % uat spike-5x 10,000\/s 0.2 % POST \/payments 10, 50 at its height 1,400 3 80.0 1 %$/,
    );
  });

  it('have no section where the project’s own rate was all', () => {
    expect(inUat([plain])).toBe('');
    expect(loadProfilesSection(record)).toBeNull();
  });
});

describe('shadow traffic', () => {
  const { record } = sourceOf(sampleRuns.released());
  const inUat = (shadow: (typeof record.stages)[number]['shadow']) =>
    textOf(
      shadowSection({ ...record, stages: record.stages.map((stage) => (stage.environment === 'uat' ? { ...stage, shadow } : stage)) }),
    );
  const scope = { headers: ['content-type'], ids: ['/id'], masks: ['/<at>'] };

  it('is what was compared, by route, and what was masked', () => {
    const routes = [{ route: 'POST /payments', compared: 1_200, different: 0 }];
    const text = inUat({ ...scope, routes, differences: [] });
    expect(text).toContain('Compared: status, header content-type, body. May differ: /id, /&lt;at&gt;.');
    expect(text).toMatch(/uat POST \/payments 1,200 0$/);
  });

  it('names every difference', () => {
    const routes = [{ route: 'POST /payments', compared: 1_200, different: 7 }];
    const differences = [{ route: 'POST /payments', what: 'body /status', live: '"a"', candidate: '"b"', times: 7 }];
    expect(inUat({ ...scope, routes, differences })).toMatch(/1,200 7 .*uat POST \/payments body \/status (&quot;|")a.* (&quot;|")b.* 7$/);
  });

  it('has no section where nothing was mirrored', () => {
    expect(shadowSection(record)).toBeNull();
  });
});

describe('feature flags', () => {
  const { record } = sourceOf(sampleRuns.blocked());

  it('are shown for the environments that were reached', () => {
    const stages = record.stages.map((stage) => ({ ...stage, flags: stage.environment === 'local' ? { beta: true } : { gamma: false } }));
    expect(textOf(flagsSection({ ...record, stages }))).toMatch(/Flag local dev beta on – gamma – off$/);
  });

  it('have no section where there are none', () => {
    expect(flagsSection(record)).toBeNull();
  });
});
