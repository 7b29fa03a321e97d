import { describe, expect, it } from 'vitest';
import type { Fault } from '../model/fault.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { clearLeftFaults, recordedFaults } from './recorded-faults.ts';

const restart: Fault = { kind: 'database-restart' };

function told(world: FakeWorld): readonly string[] {
  return world.evidence.entries().map(({ happening }) => {
    if (happening.kind === 'fault-planted') return `planted ${String(happening.fault)}`;
    if (happening.kind === 'fault-removed') return `removed ${String(happening.fault)}${happening.left ? ', it was left' : ''}`;
    return happening.kind;
  });
}

describe('a fault that is recorded', () => {
  it('is written down before it is there and after it is gone, once', async () => {
    const world = new FakeWorld();
    const faults = recordedFaults(world.faults, world.ports);
    world.faults.onChange = () => world.faults.calls.push(`the ledger has ${told(world).join(', ')}`);
    {
      await using planted = await faults.plant('uat', restart);
      await planted.remove();
    }
    await (await faults.plant('uat', restart)).remove();
    expect(told(world)).toEqual(['planted 1', 'removed 1', 'planted 2', 'removed 2']);
    expect(world.faults.calls.slice(0, 4)).toEqual([
      'plant uat database-restart',
      'the ledger has planted 1',
      'remove uat database-restart',
      'the ledger has planted 1',
    ]);
  });

  it('is gone after a throw too', async () => {
    const world = new FakeWorld();
    const faults = recordedFaults(world.faults, world.ports);
    const work = async (): Promise<void> => {
      await using planted = await faults.plant('uat', restart);
      throw new Error(`thrown while ${planted.since} was long ago`);
    };
    await expect(work()).rejects.toThrow('thrown while');
    expect(world.faults.planted.size).toBe(0);
    expect(told(world)).toEqual(['planted 1', 'removed 1']);
  });

  it('that could not be planted is taken away as far as it came', async () => {
    const world = new FakeWorld();
    world.faults.failure = new Error('no such function');
    await expect(recordedFaults(world.faults, world.ports).plant('uat', restart)).rejects.toThrow('no such function');
    expect(world.faults.calls).toEqual(['plant uat database-restart', 'clear uat']);
    expect(told(world)).toEqual(['planted 1', 'removed 1']);
  });

  it('that a killed process left is taken away, and that is said; one that was taken away is not spoken of', async () => {
    const killed = new FakeWorld();
    const faults = recordedFaults(killed.faults, killed.ports);
    await (await faults.plant('uat', restart)).remove();
    await faults.plant('production', restart);
    const world = new FakeWorld(killed.evidence);
    await clearLeftFaults(world.ports);
    await clearLeftFaults(world.ports);
    expect(world.faults.calls).toEqual(['clear production']);
    expect(told(world)).toEqual(['planted 1', 'removed 1', 'planted 2', 'removed 2, it was left']);
  });
});
