import { describe, expect, it } from 'vitest';
import type { CodeOnSchema } from '../model/compatibility.ts';
import type { Happening, StepFacts } from '../model/evidence.ts';
import { sampleStart } from '../ports/testing/sample-run.ts';
import { stepFinished } from '../ports/testing/sample-subject.ts';
import { schemaRefusal, versionBefore } from './schema-refusal.ts';

const at = '2026-01-01T00:00:00.000Z';
const started: Happening = { kind: 'run-started', at, ...sampleStart, path: [] };
const released = sampleStart.version;
const step = (environment: string, facts: StepFacts): Happening => stepFinished({ environment, facts });
const migrated = (kind: 'expand' | 'contract'): Happening => step('production', { migrated: [{ script: 'V5__drop.sql', step: kind }] });
const tried = (verdict: CodeOnSchema['verdict'], code = 'v1.3.0'): Happening =>
  step('dev', {
    compatibility: {
      migrations: [],
      matrix: [{ code, commit: 'b'.repeat(40), schema: released, check: 'integration', verdict, reason: '5 of 9 tests failed.' }],
      locks: [],
      rows: {},
    },
  });

describe('a version that would get an environment’s traffic back', () => {
  it.each([
    ['nothing was migrated', [tried('failed')], /^may go back$/],
    ['only something was added, and nobody tried', [migrated('expand')], /^may go back$/],
    ['it passes its tests on that schema, though something was taken away', [tried('passed'), migrated('contract')], /^may go back$/],
    [
      'its tests fail on that schema',
      [tried('failed'), migrated('expand')],
      /^v1\.3\.0 can't live with the schema that production has since V5__drop\.sql: its integration tests failed on it \(5 of 9 tests failed\)\. Roll forward: .* Or restore the database from before V5__drop\.sql, then roll back\.$/,
    ],
    [
      'something was taken away and nobody tried',
      [migrated('contract')],
      /is not known, and V5__drop\.sql took something away since it was live/,
    ],
    ['its tests said nothing of a schema with less in it', [tried('inconclusive'), migrated('contract')], /is not known/],
    ['another version was tried', [tried('passed', 'v1.2.0'), migrated('contract')], /is not known/],
  ])('where %s', (_, happenings, refusal) => {
    expect(schemaRefusal('production', 'v1.3.0', [started, ...happenings]) ?? 'may go back').toMatch(refusal);
  });

  it('may be the release itself, come again', () => {
    expect(schemaRefusal('production', released, [started, migrated('contract')])).toBeNull();
  });

  it('is what the environment began with', () => {
    const baseline: Happening = { kind: 'baseline', at, environment: 'production', version: 'v1.3.0', commit: null, deployed: [] };
    expect([versionBefore('production', [started, baseline]), versionBefore('uat', [started, baseline])]).toEqual(['v1.3.0', null]);
  });
});
