import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { type AwsCli, type CliCaller, prepareAwsCli } from './aws-cli.ts';
import { startCommand, startRun } from './testing/command-run.ts';
import { rehearsedProject, type RehearsedProject } from './testing/rehearsed-project.ts';

/** What runs in each account, asked by somebody else's client with that account's credentials, after a run that left its world up. */
const environments = ['local', 'dev', 'uat', 'production'] as const;
const project = rehearsedProject('same-bytes');
const seen: { cli?: AwsCli } = {};

beforeAll(async () => {
  seen.cli = await prepareAwsCli();
});

afterAll(async () => {
  await startCommand(project, ['down', '--out', project.out]).ended;
  await removeRun(project.out);
  rmSync(project.scratch, { recursive: true, force: true });
});

type Digests = Readonly<Record<string, string>>;

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What was built, by the record: function name -> hex digest of its zip. */
function built({ out }: RehearsedProject): Digests {
  const record = JSON.parse(readFileSync(join(out, 'rehearsal.json'), 'utf8')) as {
    readonly artefacts: readonly { readonly name: string; readonly kind: string; readonly digest: string }[];
  };
  const zips = record.artefacts.filter(({ kind }) => kind === 'lambda-zip');
  return Object.fromEntries(zips.map(({ name, digest }) => [name.replace('.zip', ''), digest.replace('sha256:', '')]));
}

async function callerIn(environment: string): Promise<CliCaller> {
  const { code, stdout, stderr } = await startCommand(project, ['env', environment, '--out', project.out]).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const variable = (name: string): string => new RegExp(`^export ${name}='(.*)'$`, 'm').exec(stdout)?.[1] ?? '';
  return {
    endpoint: variable('AWS_ENDPOINT_URL'),
    region: variable('AWS_REGION'),
    accessKeyId: variable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
  };
}

/** The zips behind the alias that traffic goes through, fetched from where `aws lambda get-function` says they are. */
async function live(environment: string): Promise<Digests> {
  const caller = await callerIn(environment);
  const aws = async (...args: readonly string[]): Promise<unknown> => {
    const answer = await seen.cli?.run(caller, ...args);
    expect(answer).toMatchObject({ exitCode: 0 });
    return JSON.parse(answer?.stdout ?? '');
  };
  const { Functions: functions } = (await aws('lambda', 'list-functions')) as { Functions: readonly { FunctionName: string }[] };
  const found = functions.map(async ({ FunctionName: name }): Promise<readonly [string, string]> => {
    const { Code: code } = (await aws('lambda', 'get-function', '--function-name', name, '--qualifier', 'live')) as {
      Code: { Location: string };
    };
    const zip = new Uint8Array(await (await fetch(code.Location)).arrayBuffer());
    return [digestOf(zip), name];
  });
  return Object.fromEntries(await Promise.all(found));
}

async function releaseAndLook(): Promise<Digests> {
  const run = startRun(project, ['--keep']);
  const end = await run.ended;
  expect({ code: end.code, stderr: end.code === 0 ? '' : end.stderr }).toEqual({ code: 0, stderr: '' });
  const artefacts = built(project);
  const expected = Object.values(artefacts).sort();
  for (const environment of environments) {
    expect({ environment, digests: Object.keys(await live(environment)).sort() }).toEqual({ environment, digests: expected });
  }
  return artefacts;
}

describe('the same bytes', () => {
  it(
    'are live in all four accounts, and one byte of source changes them in all four',
    async () => {
      const first = await releaseAndLook();
      expect(Object.keys(first)).toHaveLength(2);
      const source = join(project.folder, 'src/http/problem.ts');
      const text = readFileSync(source, 'utf8');
      expect(text).toContain('could not answer.');
      writeFileSync(source, text.replace('could not answer.', 'could not answer!'));
      const who = ['-c', 'user.name=Mira Okafor', '-c', 'user.email=mira.okafor@payments.example', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...who, '-C', project.folder, 'commit', '--all', '--message', 'Change one byte'], { stdio: 'ignore' });
      const second = await releaseAndLook();
      expect(Object.keys(second)).toEqual(Object.keys(first));
      for (const name of Object.keys(first)) expect(second[name]).not.toBe(first[name]);
    },
    10 * 60_000,
  );
});
