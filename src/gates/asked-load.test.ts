import { describe, expect, it } from 'vitest';
import type { ExpectedTraffic, LoadProfile } from '../model/load-profile.ts';
import { askedLoad, loadInWords } from './asked-load.ts';

const route = (name: string) => ({ route: name, errorRate: 0 });
const project = { ratePerSecond: 22, routes: [route('POST /payments'), route('GET /payments/{id}')] };
const steady = (times: number): LoadProfile => ({ kind: 'steady', times });
const spike = (times: number): LoadProfile => ({ kind: 'spike', times });
const expected = (perSecond: number, scale: number): ExpectedTraffic => ({ perSecond, scale });

describe('what is asked of each route', () => {
  it.each<readonly [string, ExpectedTraffic | null, LoadProfile | undefined, number, number | null, string]>([
    ['the project’s own rate where nothing is said', null, undefined, 22, null, '1x'],
    ['a multiple of it', null, steady(3), 66, null, '3x'],
    ['the expected traffic of the environment at its scale, shared by the routes', expected(1_000, 0.02), undefined, 10, null, '1x'],
    ['five times of it', expected(1_000, 0.02), steady(5), 50, null, '5x'],
    ['the same of ten times the traffic at a tenth of the scale', expected(10_000, 0.002), steady(5), 50, null, '5x'],
    ['a spike', expected(10_000, 0.002), spike(5), 10, 50, 'spike-5x'],
    ['a spike of the project’s own rate', null, spike(2), 22, 44, 'spike-2x'],
    ['whole requests a second', expected(100, 0.05), steady(1.5), 4, null, '1.5x'],
    ['at least one', expected(100, 0.001), undefined, 1, null, '1x'],
  ])('is %s', (_, traffic, profile, ratePerSecond, peakPerSecond, name) => {
    expect(askedLoad(project, traffic, profile)).toEqual({ name, expected: traffic, ratePerSecond, peakPerSecond });
  });
});

describe('in words', () => {
  it.each([
    [null, undefined, null],
    [null, steady(3), "3x of the project's rate: 66/s for each route"],
    [expected(1_000, 0.02), undefined, '1x of 1000/s at 2 %: 10/s for each route'],
    [expected(10_000, 0.002), spike(5), 'a spike of 5x of 10000/s at 0.2 %: 10/s for each route, 50/s at its height'],
  ])('%o, %o: %s', (traffic, profile, words) => {
    expect(loadInWords(askedLoad(project, traffic, profile))).toBe(words);
  });
});
