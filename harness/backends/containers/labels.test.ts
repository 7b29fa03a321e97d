import { describe, expect, it } from 'vitest';
import { fromLabels, toLabels } from './labels.ts';

describe('the labels of a world', () => {
  it('say whose it is, also where a path or a host has spaces', () => {
    const world = { dataDir: '/a path/state/world', id: '0a1b2c3d', owner: { host: 'my machine', pid: 12, startedAtMs: 34 } };
    expect(fromLabels(toLabels(world))).toEqual(world);
  });

  it.each([
    ['no labels', undefined],
    ['labels of others', { 'org.testcontainers': 'true' }],
    ["k6's of a run without containers", { 'dress-rehearsal': '/out' }],
    ['an owner that is none', { 'dress-rehearsal': '/x', 'dress-rehearsal.id': '1', 'dress-rehearsal.owner': 'somebody' }],
  ])('are not found in %s', (_, labels) => {
    expect(fromLabels(labels)).toBeNull();
  });
});
