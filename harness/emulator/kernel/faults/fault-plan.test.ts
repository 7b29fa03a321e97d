import { describe, expect, it } from 'vitest';
import type { FunctionFault } from './fault.ts';
import { FaultPlan } from './fault-plan.ts';

const on = { account: '111122223333', region: 'eu-central-1', function: 'pay', version: '7' };
const failing: FunctionFault = { kind: 'function', ...on, effect: { kind: 'failure' }, sharePercent: 100 };

describe('what is planted', () => {
  it.each([
    ['the version', on, true],
    ['another version', { ...on, version: '6' }, false],
    ['another function', { ...on, function: 'read' }, false],
    ['another account', { ...on, account: '444455556666' }, false],
    ['another region', { ...on, region: 'us-east-1' }, false],
  ])('on a version counts for %s: %s', (_, version, counts) => {
    const plan = new FaultPlan(1);
    plan.plant(failing);
    expect(plan.ofInvocation(version) !== undefined).toBe(counts);
  });

  it('on every version, or on every operation, counts for each', () => {
    const plan = new FaultPlan(1);
    plan.plant({ ...failing, version: '*' });
    plan.plant({
      kind: 'operation',
      account: on.account,
      service: 's3',
      operation: '*',
      effect: { kind: 'latency', forMs: 5 },
      sharePercent: 100,
    });
    expect(plan.ofInvocation(on)).toEqual({ kind: 'failure' });
    expect(plan.ofOperation({ account: on.account, service: 's3', operation: 'GetObject' })).toEqual({ kind: 'latency', forMs: 5 });
    expect(plan.ofOperation({ account: on.account, service: 'sqs', operation: 'SendMessage' })).toBeUndefined();
  });

  it('in a process is no fault of an invocation, and the other way round', () => {
    const plan = new FaultPlan(1);
    plan.plant({ ...failing, effect: { kind: 'crash-at-init' } });
    expect(plan.ofInvocation(on)).toBeUndefined();
    expect(plan.ofProcess(on)).toEqual({ kind: 'crash-at-init' });
  });

  it('hits about its share, and the same cases in each run of a seed', () => {
    const hits = (seed: number): readonly boolean[] => {
      const plan = new FaultPlan(seed);
      plan.plant({ ...failing, sharePercent: 30 });
      return Array.from({ length: 1_000 }, () => plan.ofInvocation(on) !== undefined);
    };
    expect(hits(7)).toEqual(hits(7));
    expect(hits(7)).not.toEqual(hits(8));
    expect(hits(7).filter(Boolean).length).toBeGreaterThan(250);
    expect(hits(7).filter(Boolean).length).toBeLessThan(350);
  });

  it('is gone when it is taken away, and whoever watches is told of both', () => {
    const plan = new FaultPlan(1);
    const told: string[] = [];
    plan.watch((fault, change) => told.push(`${fault.kind} ${change}`));
    const { id } = plan.plant(failing);
    expect(plan.list()).toEqual([{ id, fault: failing }]);
    expect([plan.remove(id), plan.remove(id)]).toEqual([true, false]);
    expect(plan.list()).toEqual([]);
    expect(plan.ofInvocation(on)).toBeUndefined();
    expect(told).toEqual(['function planted', 'function removed']);
  });
});
