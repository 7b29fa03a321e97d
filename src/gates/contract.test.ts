import { describe, expect, it } from 'vitest';
import type { PactReport } from '../ports/contract-verifier.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { verifiedPact } from '../ports/testing/fake-contracts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, sampleTopology, stageOf } from '../ports/testing/sample-topology.ts';
import { contract } from './contract.ts';

function inDev(pacts: string | null = 'pacts') {
  return subjectWith({
    stage: sampleTopology.stages[1] ?? stageOf('dev', { kind: 'manual' }, []),
    step: gateStep('contract', { against: 'local' }),
    project: { ...sampleProject, pacts },
  });
}

async function judge(report: Partial<PactReport>, configured = true) {
  const world = new FakeWorld();
  world.contracts.report = { ...world.contracts.report, ...report };
  if (!configured) world.checks.answers.set('contract', { kind: 'not-configured' });
  const { verdict, reason } = await contract.run(inDev(), world.ports);
  expect(world.contracts.asked).toEqual(['local']);
  return `${verdict}: ${reason}`;
}

const shop = verifiedPact();
const broken = verifiedPact({}, 'broken', '$.amount is "12.50", and the pact has an integer');
const unverified = verifiedPact({}, 'unverified', 'state "a payment exists" is not in pacts/states.json');
const next = verifiedPact({ path: 'pacts/shop/3.0.0.json', version: '3.0.0' }, 'broken', '$.payer is missing');
const nowhere = { dev: {}, uat: {}, production: {} };
const everywhere = { dev: { shop: ['2.1.0'] }, uat: { shop: ['2.1.0'] }, production: { shop: ['2.1.0'] } };
const cannot = `shop 2.1.0 can't work with this version: "pays" of pacts/shop/2.1.0.json: $.amount is "12.50", and the pact has an integer.`;
const keep = 'where that consumer is live: keep the answer, or wait until the consumer has moved on.';

describe("the contract gate, with consumers' pacts", () => {
  it.each<readonly [string, Partial<PactReport>, string]>([
    ['kept', { pacts: [shop] }, 'passed: 1 pact of 1 consumer with 1 interactions kept: it can be deployed to dev, uat, production.'],
    ['broken', { pacts: [broken] }, `failed: ${cannot} It can't be deployed to dev, uat, production, ${keep}`],
    [
      'broken for a consumer that is live in production',
      { pacts: [broken], deployed: { ...nowhere, production: { shop: ['2.1.0'] } } },
      `failed: ${cannot} It can't be deployed to production, ${keep}`,
    ],
    [
      'broken for a version that is live nowhere ahead',
      { pacts: [shop, next], deployed: { ...everywhere, local: { shop: ['3.0.0'] } } },
      'passed: 1 pact of 1 consumer with 1 interactions kept: it can be deployed to dev, uat, production. Not yet kept, of versions that are live nowhere ahead: shop 3.0.0.',
    ],
    [
      'of a live version that is not here',
      { pacts: [shop], deployed: { ...everywhere, production: { shop: ['2.1.0', '1.9.0'] } } },
      'inconclusive: shop 1.9.0 is live in production, and pacts has no pact of that version: add it, or mend pacts/deployed.json.',
    ],
    [
      'of a consumer that is live nowhere',
      { pacts: [shop], deployed: nowhere },
      'passed: No consumer is live in dev, uat, production, so nothing can break there.',
    ],
    [
      'that is broken, in an environment that is not spoken of',
      { pacts: [broken], deployed: { dev: {}, uat: {}, prod: {} } },
      `failed: ${cannot} It can't be deployed to production, ${keep}`,
    ],
    [
      'that could not be asked',
      { pacts: [unverified] },
      'inconclusive: "pays" of pacts/shop/2.1.0.json could not be verified: state "a payment exists" is not in pacts/states.json.',
    ],
    [
      'of which one is broken and one could not be asked',
      { pacts: [unverified, broken] },
      `failed: ${cannot} It can't be deployed to dev, uat, production, ${keep}`,
    ],
    [
      'that is none',
      { pacts: [] },
      `inconclusive: There is no Pact file in pacts: put the consumers' there, or take "pacts" out of rehearsal.yaml.`,
    ],
    [
      'that is no pact',
      { unread: [{ path: 'pacts/a.json', why: 'it has no interactions' }] },
      'inconclusive: pacts/a.json could not be read (it has no interactions): mend it, or take it out.',
    ],
  ])('judges one %s', async (_, report, said) => {
    expect(await judge(report, false)).toBe(said);
  });

  it('says both where the project has tests of its own', async () => {
    expect(await judge({})).toMatch(/^passed: 3 tests passed\. 1 pact of 1 consumer/);
    expect(await judge({ pacts: [broken] })).toMatch(/^failed: 3 tests passed\. shop 2\.1\.0 can't/);
  });

  it('asks nobody where those fail, or where there is no pact', async () => {
    const world = new FakeWorld();
    world.checks.answers.set('contract', checkRan({ exitCode: 1 }));
    expect((await contract.run(inDev(), world.ports)).verdict).toBe('failed');
    world.checks.answers.clear();
    expect((await contract.run(inDev(null), world.ports)).reason).toBe('3 tests passed.');
    expect(world.contracts.asked).toEqual([]);
  });

  it('keeps the matrix of consumers and versions, and each difference as a line', async () => {
    const world = new FakeWorld();
    world.contracts.report = { pacts: [broken, next], unread: [], deployed: everywhere };
    const { evidence } = await contract.run(inDev(), world.ports);
    expect(evidence).toHaveLength(3);
    expect(JSON.parse(world.evidence.kept.get('contracts.json') ?? '')).toMatchObject({
      version: 'v1.4.0',
      environment: 'local',
      matrix: [
        { consumer: 'shop', version: '2.1.0', works: 'no', live: ['dev', 'uat', 'production'] },
        { consumer: 'shop', version: '3.0.0', works: 'no', live: [] },
      ],
      canIDeploy: [
        { environment: 'dev', answer: 'no', live: ['shop 2.1.0'], missing: [] },
        { environment: 'uat', answer: 'no' },
        { environment: 'production', answer: 'no' },
      ],
    });
    expect(world.evidence.kept.get('contracts.log')).toBe(
      'shop 2.1.0, "pays" of pacts/shop/2.1.0.json is broken: $.amount is "12.50", and the pact has an integer\n' +
        'shop 3.0.0, "pays" of pacts/shop/3.0.0.json is broken: $.payer is missing\n',
    );
  });
});
