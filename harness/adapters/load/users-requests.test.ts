import { describe, expect, it } from 'vitest';
import type { Sample } from '../../load/index.ts';
import { UsersRequests } from './users-requests.ts';

const point: Sample = {
  metric: 'http_req_duration',
  atMs: 1,
  value: 12,
  route: 'POST /payments',
  scenario: 'create',
  phase: 'measure',
  group: '',
};
const verdict: Sample = { ...point, metric: 'http_req_failed', value: 1 };

describe("users' requests", () => {
  it('are joined where one read ended between their points', () => {
    const requests = new UsersRequests();
    expect(requests.add([point])).toEqual([]);
    expect(requests.add([verdict, { ...point, value: 7 }, { ...verdict, value: 0 }])).toEqual([
      { atMs: 1, route: 'POST /payments', failed: true, latencyMs: 12 },
      { atMs: 1, route: 'POST /payments', failed: false, latencyMs: 7 },
    ]);
  });

  it('are not those that set the script up', () => {
    expect(new UsersRequests().add([point, verdict].map((each) => ({ ...each, group: '::setup' })))).toEqual([]);
  });
});
