import { describe, expect, it } from 'vitest';
import type { FoundSecret, SecretsReport } from '../ports/secrets-scanner.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { secrets } from './secrets.ts';

const old: FoundSecret = { place: 'history', where: 'pay.ts:4 in commit 1a2b3c4', what: 'github' };
const logged: FoundSecret = { place: 'logs', where: 'log group /aws/lambda/pay of dev:9', what: 'secret pay (password) of dev' };
const shared = [{ names: ['secret key of dev', 'secret key of uat'] }];
const plain = [{ environment: 'uat', function: 'pay', variable: 'KEY', secret: 'secret key of uat' }];

describe('the secrets gate', () => {
  it.each<readonly [string, Partial<SecretsReport>, string]>([
    [
      'nothing is found',
      {},
      'passed: No secret in 40 of source, 120 of history, 2 of artefacts, 6 of logs, 30 of evidence, by rules and by 8 values of this world; 1 larger than 2097152 bytes left out.',
    ],
    [
      'nothing was too large and there is no history',
      { leftOut: { files: 0, largerThanBytes: 1 }, searched: { source: 1, history: 0, artefacts: 1, logs: 1, evidence: 1 } },
      'passed: No secret in 1 of source, 0 of history, 1 of artefacts, 1 of logs, 1 of evidence, by rules and by 8 values of this world.',
    ],
    [
      'one is in the history',
      { found: [old] },
      'failed: github is in history, pay.ts:4 in commit 1a2b3c4. It stays in the history: change it wherever it is in use.',
    ],
    [
      'several are in logs',
      { found: [logged, logged], shared, plain },
      'failed: secret pay (password) of dev is in logs, log group /aws/lambda/pay of dev:9 (and 1 more). Take it out, and change it wherever it is in use.',
    ],
    [
      'two environments share one',
      { shared, plain },
      'failed: secret key of dev and secret key of uat have the same value: give each environment its own.',
    ],
    [
      'a function carries one',
      { plain },
      "failed: pay of uat carries secret key of uat in its variable KEY: hand it the secret's name, and read the value when it runs.",
    ],
    [
      'a place was not searched',
      { searched: { source: 40, history: 1, artefacts: 2, logs: 0, evidence: 3 } },
      'inconclusive: Nothing was searched of logs: see secrets.json in the evidence.',
    ],
  ])('judges where %s', async (_, more, said) => {
    const world = new FakeWorld();
    world.secrets.report = { ...world.secrets.report, ...more };
    const { verdict, reason, evidence } = await secrets.run(subjectWith({ step: gateStep('secrets') }), world.ports);
    expect(`${verdict}: ${reason}`).toBe(said);
    expect(evidence).toEqual([digestNamed('search')]);
  });
});
