import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OrderFiles } from './order-file.ts';

const pause = { order: 'pause', by: 'Priya Raman', at: '2026-01-01T00:00:00.000Z' } as const;
const abort = { order: 'abort', by: 'Priya Raman', at: '2026-01-01T00:00:01.000Z' } as const;

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'orders-'));
}

describe('orders to a rollout', () => {
  it('stand until they are taken, also for another process', async () => {
    const at = folder();
    new OrderFiles(at).give('production', pause);
    const orders = new OrderFiles(at);
    expect(await orders.next('production')).toEqual(pause);
    expect(await orders.next('uat')).toBeNull();
    await orders.taken('production', pause);
    expect(await orders.next('production')).toBeNull();
  });

  it('are not lost where one is given while another is taken', async () => {
    const orders = new OrderFiles(folder());
    orders.give('production', pause);
    orders.give('production', abort);
    await orders.taken('production', pause);
    expect(await orders.next('production')).toEqual(abort);
  });

  it('that nobody understands are not followed', () => {
    const at = folder();
    mkdirSync(join(at, 'rollout-orders'));
    writeFileSync(join(at, 'rollout-orders/production.json'), '{"order":"stop"}');
    expect(() => new OrderFiles(at).next('production')).toThrow(/no order that a rollout knows/);
  });
});
