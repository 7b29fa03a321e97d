import { describe, expect, it } from 'vitest';
import type { LockHolder, StageEnd } from '../../../src/ports/promotion-lock.ts';
import type { LockStore, Taken } from './lock-store.ts';
import { StoredPromotionLock } from './stored-promotion-lock.ts';

class Locks implements LockStore {
  readonly rows = new Map<string, LockHolder>();

  put(name: string, lock: LockHolder, now: string): Promise<Taken> {
    const present = this.rows.get(name);
    if (present !== undefined && present.owner !== lock.owner && present.expires >= now) {
      return Promise.resolve({ kind: 'taken', holder: present });
    }
    this.rows.set(name, lock);
    return Promise.resolve({ kind: 'put', former: present ?? null });
  }

  remove(name: string, owner: string): Promise<void> {
    if (this.rows.get(name)?.owner === owner) this.rows.delete(name);
    return Promise.resolve();
  }
}

const end: StageEnd = { outcome: 'passed', accounts: true, version: 'v1.4.0', commit: 'c', release: null, by: 'arn', deployed: [] };

function world() {
  const locks = new Locks();
  const written: string[] = [];
  const clock = { now: new Date('2026-11-21T10:00:00.000Z') };
  const lockOf = (owner: string): StoredPromotionLock =>
    new StoredPromotionLock({
      locks,
      states: { write: (environment, { outcome }, now) => Promise.resolve(void written.push(`${environment} ${outcome} ${now}`)) },
      repository: 'payments',
      owner,
      now: () => clock.now,
      note: (text) => void written.push(text),
    });
  return { locks, written, clock, lockOf };
}

describe('the lock on an environment', () => {
  it('lets one of two promotions in, and names its holder to the other', async () => {
    const { lockOf } = world();
    using one = lockOf('run 1');
    using two = lockOf('run 2');
    expect(await one.take('uat')).toEqual({ kind: 'held', lost: null });
    expect(await two.take('uat')).toEqual({
      kind: 'refused',
      holder: { owner: 'run 1', since: '2026-11-21T10:00:00.000Z', expires: '2026-11-21T10:02:00.000Z' },
    });
    expect(await two.take('dev')).toEqual({ kind: 'held', lost: null });
  });

  it('is free again when it was given back, and the end is written down', async () => {
    const { lockOf, written } = world();
    using one = lockOf('run 1');
    using two = lockOf('run 2');
    await one.take('uat');
    await one.giveBack('uat', end);
    expect(written).toEqual(['uat passed 2026-11-21T10:00:00.000Z']);
    expect(await two.take('uat')).toEqual({ kind: 'held', lost: null });
  });

  it('is taken back by the run that holds it already', async () => {
    const { lockOf, clock } = world();
    using before = lockOf('run 1');
    using resumed = lockOf('run 1');
    await before.take('uat');
    clock.now = new Date('2026-11-21T10:01:00.000Z');
    expect(await resumed.take('uat')).toEqual({ kind: 'held', lost: null });
  });

  it('is taken over when it has run out, and who lost it is named', async () => {
    const { lockOf, clock } = world();
    using one = lockOf('run 1');
    using two = lockOf('run 2');
    await one.take('uat');
    clock.now = new Date('2026-11-21T10:02:00.001Z');
    expect(await two.take('uat')).toMatchObject({ kind: 'held', lost: { owner: 'run 1' } });
  });

  it("is not given back by who doesn't hold it", async () => {
    const { lockOf, locks } = world();
    using one = lockOf('run 1');
    using two = lockOf('run 2');
    await one.take('uat');
    await two.giveBack('uat', null);
    expect(locks.rows.get('payments/uat')?.owner).toBe('run 1');
  });
});
