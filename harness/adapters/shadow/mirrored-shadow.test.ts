import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Project } from '../../../src/model/project.ts';
import { FakeEvidence } from '../../../src/ports/testing/fake-evidence.ts';
import { FakeWorld } from '../../../src/ports/testing/fake-world.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { sampleRelease } from '../../../src/ports/testing/sample-release.ts';
import type { Traffic } from '../../../src/ports/load-runner.ts';
import type { Mirror } from '../rehearsal/open-mirror.ts';
import { MirroredShadow, type MirroredShadowOptions } from './mirrored-shadow.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A service that keeps what was posted, and answers with an id of its own. */
async function service(name: string, status = 'accepted'): Promise<{ readonly url: string; readonly posted: string[] }> {
  const posted: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      posted.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: `${name}-payment-${posted.length}`, status }));
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, posted };
}

/** Users who have sent their requests before anybody waits for them. */
function users(count: number): MirroredShadowOptions['usersAt'] {
  return (urls) => ({
    startTraffic: async () => {
      for (let number = 1; number <= count; number += 1)
        await fetch(new URL('/payments', urls['API_URL']), { method: 'POST', body: `payment ${number}` });
      const seen = { routes: [], saturated: null, evidence: [], userErrorWindowMs: 0, firstFailureAt: null, cutShort: null };
      const traffic: Traffic = { kind: 'flowing', read: () => Promise.resolve([]), stop: () => Promise.resolve(seen) };
      return traffic;
    },
  });
}

/** `create` is what the sample's only function is called. */
const recorded = (recording: string, name = 'create'): Project => ({ ...sampleProject, shadowRecordings: [{ function: name, recording }] });
const har = JSON.stringify({
  log: {
    entries: ['recorded 1', 'recorded 2'].map((text) => ({
      request: { method: 'POST', url: 'https://payments.example/payments', postData: { text } },
    })),
  },
});

let ended = 0;
const double: Mirror = { [Symbol.asyncDispose]: () => Promise.resolve(void (ended += 1)) } as unknown as Mirror;
const wish = { environment: 'staging', release: sampleRelease, forMs: 0 };

async function mirrored(more: Partial<MirroredShadowOptions> = {}, world = new FakeWorld()) {
  ended = 0;
  const [live, candidate] = await Promise.all([service('live'), service('candidate', 'ok')]);
  const evidence = new FakeEvidence();
  const shadow = new MirroredShadow({
    project: sampleProject,
    openMirror: () => Promise.resolve(double),
    portsIn: () => world.ports,
    urlsOf: () => Promise.resolve({ API_URL: live.url, API_URL_CREATE: live.url }),
    urlsIn: () => Promise.resolve({ API_URL: candidate.url, API_URL_CREATE: candidate.url }),
    usersAt: users(3),
    read: (path) => Promise.resolve(path === 'absent.har' ? null : har),
    evidence,
    ...more,
  });
  return { report: await shadow.mirror(wish), live, candidate, evidence };
}

describe('users whose requests are mirrored', () => {
  it('are answered by what is live, and the release in the double gets a copy of each', async () => {
    const { report, live, candidate, evidence } = await mirrored();
    expect(live.posted).toEqual(['payment 1', 'payment 2', 'payment 3']);
    expect(candidate.posted).toEqual(live.posted);
    expect(report).toMatchObject({
      kind: 'mirrored',
      routes: [{ route: 'POST /payments', compared: 3, different: 3 }],
      differences: [{ route: 'POST /payments', what: 'body /status', live: '"accepted"', candidate: '"ok"', times: 3 }],
      left: 0,
    });
    expect([...evidence.kept.keys()]).toEqual(['staging-shadow.json']);
    expect(ended).toBe(1);
  });

  it('are followed by what was recorded elsewhere, in its order', async () => {
    const { report, live, candidate } = await mirrored({ project: recorded('requests.har') });
    expect(live.posted).toEqual(['payment 1', 'payment 2', 'payment 3', 'recorded 1', 'recorded 2']);
    expect(candidate.posted).toEqual(live.posted);
    expect(report).toMatchObject({ kind: 'mirrored', routes: [{ route: 'POST /payments', compared: 5 }], replayed: 2 });
  });

  it.each<readonly [string, Partial<MirroredShadowOptions>, object]>([
    [
      'where a recording is not in the commit',
      { project: recorded('absent.har') },
      {
        kind: 'no-traffic',
        failure: { kind: 'broken', reason: 'rehearsal.yaml: shadow.recordings.create: absent.har is not in the commit: commit it.' },
      },
    ],
    [
      'where a recording is none',
      { project: recorded('requests.har'), read: () => Promise.resolve('{}') },
      {
        kind: 'no-traffic',
        failure: {
          reason:
            'rehearsal.yaml: shadow.recordings.create: requests.har: the recording holds no log.entries. Save it as HAR (HTTP Archive 1.2).',
        },
      },
    ],
    [
      'where nobody reaches whom a recording is for',
      { project: recorded('requests.har', 'nightly-job') },
      {
        kind: 'no-traffic',
        failure: { reason: 'rehearsal.yaml: shadow.recordings: nightly-job has no URL in staging: name a function that users reach.' },
      },
    ],
    [
      'of a backend that copies no database',
      { openMirror: () => Promise.resolve(null) },
      { kind: 'no-double', lacking: 'database-copies' },
    ],
    [
      'of a project that is deployed by a program',
      { project: { ...sampleProject, modules: sampleProject.modules.map((module) => ({ ...module, infrastructure: program })) } },
      { kind: 'no-double', lacking: null },
    ],
    ['where nothing is live', { urlsOf: () => Promise.resolve({}) }, { kind: 'nothing-live' }],
    ['of a release that lacks a function', { urlsIn: () => Promise.resolve({ API_URL: 'http://127.0.0.1:1/' }) }, { kind: 'not-up' }],
    [
      'who do not come',
      { usersAt: () => ({ startTraffic: () => Promise.resolve({ kind: 'not-configured' }) }) },
      { kind: 'no-traffic', failure: { kind: 'not-configured' } },
    ],
  ])('are none %s', async (_, more, report) => {
    const { report: said, candidate } = await mirrored(more);
    expect(said).toMatchObject(report);
    expect(candidate.posted).toEqual([]);
  });

  it('are none where the migrations fail in the double', async () => {
    const world = new FakeWorld();
    world.migration = { kind: 'failed', reason: 'V4__refunds.sql:3: nowhere.', evidence: [] };
    const { report, live } = await mirrored({}, world);
    expect(report).toEqual({ kind: 'not-up', reason: 'V4__refunds.sql:3: nowhere.' });
    expect(live.posted).toEqual([]);
    expect(ended).toBe(1);
  });
});

const program = { kind: 'program', tool: 'terraform', program: 'infra', prepare: null, plan: 'p', apply: 'a', outputs: 'o' } as const;
