import { describe, expect, it } from 'vitest';
import { errorWindow } from './error-window.ts';
import { readSamples, type Sample } from './sample.ts';
import { percentile, summarise } from './summarise.ts';

const point = (over: Partial<Sample>): Sample => ({
  metric: 'http_req_duration',
  atMs: 0,
  value: 1,
  route: 'GET /x',
  scenario: 'a',
  phase: '',
  group: '',
  ...over,
});

describe('readSamples', () => {
  const line = (metric: string, tags: object): string =>
    JSON.stringify({ metric, type: 'Point', data: { time: '2026-11-21T02:11:22.500Z', value: 7, tags } });

  it('reads the points of the metrics that count, by route, and passes over the rest', () => {
    const text = [
      line('http_req_duration', { route: 'GET /x', scenario: 'a', phase: 'measure' }),
      line('http_req_blocked', {}),
      '{"type":"Metric","metric":"http_req_failed"}',
      '',
    ].join('\n');
    expect(readSamples(text)).toEqual([point({ atMs: Date.parse('2026-11-21T02:11:22.500Z'), value: 7, phase: 'measure' })]);
  });

  it('leaves out a last line that a killed k6 did not finish', () => {
    const whole = line('http_req_failed', {});
    expect(readSamples(`${whole}\n${whole.slice(0, 40)}`)).toHaveLength(1);
  });
});

describe('percentile', () => {
  it.each([
    [50, 50],
    [95, 95],
    [99, 99],
    [100, 100],
  ])('of 1..100 at %i is %i', (percent, expected) => {
    expect(
      percentile(
        Array.from({ length: 100 }, (_, index) => 100 - index),
        percent,
      ),
    ).toBe(expected);
  });

  it('of nothing is 0', () => {
    expect(percentile([], 99)).toBe(0);
  });
});

describe('summarise', () => {
  it('leaves out warm-up by tag, set-up and tear-down', () => {
    const samples = [
      point({ phase: 'warmup', value: 999 }),
      point({ phase: 'measure', value: 5 }),
      point({ group: '::setup', value: 999 }),
      point({ group: '::teardown', value: 999 }),
    ];
    expect(summarise(samples, { warmUpMs: 0 })).toMatchObject([{ requests: 1, p99Ms: 5 }]);
  });

  it('leaves out the first warmUpMs where the script tags no phases', () => {
    const samples = [point({ atMs: 1_000, value: 999 }), point({ atMs: 5_999, value: 999 }), point({ atMs: 6_000, value: 4 })];
    expect(summarise(samples, { warmUpMs: 5_000 })).toMatchObject([{ requests: 1, p50Ms: 4 }]);
  });

  it('counts dropped iterations of measured scenarios, to which k6 gives a scenario and no phase', () => {
    const samples = [
      point({ phase: 'warmup', scenario: 'warm' }),
      point({ phase: 'measure' }),
      point({ metric: 'dropped_iterations', value: 3, route: '' }),
      point({ metric: 'dropped_iterations', value: 9, route: '', scenario: 'warm' }),
    ];
    expect(summarise(samples, { warmUpMs: 0 })).toMatchObject([{ requests: 1, dropped: 3 }]);
  });

  it('counts failures and dropped iterations by route', () => {
    const samples = [
      point({}),
      point({ metric: 'http_req_failed', value: 1 }),
      point({ metric: 'http_req_failed', value: 0 }),
      point({ metric: 'dropped_iterations', value: 3, route: '' }),
      point({ metric: 'dropped_iterations', value: 9, route: '', scenario: 'other' }),
    ];
    expect(summarise(samples, { warmUpMs: 0 })).toMatchObject([{ route: 'GET /x', errorRate: 0.5, dropped: 3 }]);
  });

  it('says how far the tail moves by itself', () => {
    const samples = [1, 1, 5, 2].map((value, index) => point({ atMs: index, value }));
    expect(summarise(samples, { warmUpMs: 0 })[0]?.noiseMs).toBe(4);
  });
});

describe('errorWindow', () => {
  it('runs from the start of the first failed request to the end of the last', () => {
    const samples = [
      point({ atMs: 900, value: 3, metric: 'http_req_duration' }),
      point({ atMs: 1_000, value: 40 }),
      point({ atMs: 1_000, value: 1, metric: 'http_req_failed' }),
      point({ atMs: 1_200, value: 0, metric: 'http_req_failed' }),
      point({ atMs: 1_500, value: 1, metric: 'http_req_failed' }),
    ];
    expect(errorWindow(samples)).toEqual({ userErrorWindowMs: 540, firstFailureAtMs: 960 });
  });

  it('is 0 where nothing failed', () => {
    expect(errorWindow([point({ metric: 'http_req_failed', value: 0 })])).toEqual({ userErrorWindowMs: 0, firstFailureAtMs: null });
  });
});
