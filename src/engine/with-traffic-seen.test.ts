import { describe, expect, it } from 'vitest';
import { routeLoad } from '../ports/testing/fake-load.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { stepFinished } from '../ports/testing/sample-subject.ts';
import { withTrafficSeen } from './with-traffic-seen.ts';

const seen = {
  routes: [routeLoad({ requests: 40 }), routeLoad({ route: 'GET /payments', requests: 2 })],
  saturated: null,
  evidence: [digestNamed('traffic')],
  userErrorWindowMs: 0,
  firstFailureAt: null,
  cutShort: null,
};

describe('a step that ends a stage', () => {
  it('is as it was without traffic', () => {
    const step = stepFinished();
    expect(withTrafficSeen(step, null)).toBe(step);
  });

  it('says what users saw', () => {
    const step = withTrafficSeen(stepFinished(), seen);
    expect(step.reason).toBe('It passed. Meanwhile users made 42 requests and saw no error.');
    expect(step.facts.load).toEqual(seen.routes);
    expect(step.evidence).toEqual([digestNamed('step'), digestNamed('traffic')]);
  });

  it('says for how long they saw errors, and whether k6 kept up', () => {
    expect(withTrafficSeen(stepFinished(), { ...seen, userErrorWindowMs: 1, saturated: 'all VUs busy' }).reason).toBe(
      'It passed. Meanwhile users made 42 requests and saw errors for 1 ms (the load generator could not keep up: all VUs busy).',
    );
  });

  it('is not green where the traffic ended before', () => {
    const step = withTrafficSeen(stepFinished(), { ...seen, cutShort: 'k6 ended by itself' });
    expect(step).toMatchObject({
      verdict: 'inconclusive',
      reason:
        'It passed. But what users saw is not known to its end: k6 ended by itself. Until then users made 42 requests and saw no error.',
    });
    expect(withTrafficSeen(stepFinished({ verdict: 'failed' }), { ...seen, cutShort: 'k6 ended by itself' }).verdict).toBe('failed');
  });

  it('keeps a load that it measured itself', () => {
    const load = [routeLoad({ p99Ms: 1 })];
    expect(withTrafficSeen(stepFinished({ facts: { load } }), seen).facts.load).toEqual(load);
  });
});
