import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type ComposeProgram, findCompose } from './compose-program.ts';
import { runProgram } from './run-program.ts';

/** docker-compose.yml against the Compose specification's own schema, and up on whichever compose this machine can have. */
const file = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));
const text = readFileSync(file, 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'rehearse-compose-'));
const minutes = 60_000;

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** As the Go module of the specification carries it. */
const specification = 'github.com/compose-spec/compose-go/v2@v2.9.1';

async function schemaOfCompose(): Promise<Record<string, unknown>> {
  const { stdout, stderr, exitCode } = await runProgram('go', ['mod', 'download', '-json', specification], { cwd: scratch });
  if (exitCode !== 0) throw new Error(`${specification} could not be had: ${stderr}`);
  const { Dir } = JSON.parse(stdout) as { readonly Dir: string };
  return JSON.parse(readFileSync(join(Dir, 'schema/compose-spec.json'), 'utf8')) as Record<string, unknown>;
}

describe('docker-compose.yml', () => {
  it(
    'keeps the Compose specification, which finds what breaks it',
    async () => {
      const { $schema: _, ...schema } = await schemaOfCompose();
      const check = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      const document = parse(text, { merge: true }) as { readonly services: Readonly<Record<string, object>> };
      check(document);
      expect(check.errors ?? []).toEqual([]);
      const broken = { ...document, services: { ...document.services, localstack: { ...document.services['localstack'], port: ['1:1'] } } };
      expect(check(broken)).toBe(false);
    },
    5 * minutes,
  );
});

describe('docker-compose.yml, brought up', () => {
  let compose: ComposeProgram;
  const env = { ...process.env, REHEARSAL_POSTGRES_PASSWORD: 'by-hand' };
  const run = async (...args: readonly string[]): Promise<string> => {
    const [program = '', ...first] = compose.command;
    const folder = fileURLToPath(new URL('../..', import.meta.url));
    const all = [...first, '-p', 'rehearsal', '--project-directory', folder, '-f', join(scratch, 'docker-compose.yml'), ...args];
    const { exitCode, stdout, stderr } = await runProgram(program, all, { env, timeoutMs: 5 * minutes });
    if (exitCode !== 0) throw new Error(`compose ${args.join(' ')} ended ${String(exitCode)}: ${stderr}`);
    return stdout;
  };
  const containers = async (): Promise<readonly string[]> => {
    const { stdout } = await runProgram('docker', ['ps', '-aq', '--filter', 'label=com.docker.compose.project=rehearsal']);
    return stdout.split('\n').filter((line) => line !== '');
  };

  beforeAll(async () => {
    compose = await findCompose();
    // Compose 1 knows no `name` and is told it on its command line; everything else is the file as it is.
    const { name: _, ...rest } = parse(text, { merge: true }) as Record<string, unknown>;
    writeFileSync(join(scratch, 'docker-compose.yml'), compose.major === 1 ? stringify(rest) : text);
  });
  afterAll(async () => {
    await run('down', '-v');
  }, 2 * minutes);

  it(
    'is healthy, migrates with Flyway, answers as AWS, and leaves nothing',
    async () => {
      const since = Math.floor(Date.now() / 1000);
      await run('up', '-d');
      await untilHealthy(since, (await containers()).length);
      const migrated = await run('run', '--rm', '-e', 'FLYWAY_PLACEHOLDERS_APPLICATIONROLE=postgres', 'flyway-uat', 'migrate');
      expect(migrated).toContain('Successfully applied 3 migrations');
      // By the signature's scope LocalStack tells which service is meant; it checks no more of it.
      const authorization = 'AWS4-HMAC-SHA256 Credential=333333333333/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0';
      const buckets = await fetch('http://127.0.0.1:4566/', { headers: { authorization } });
      expect(buckets.status).toBe(200);
      expect(await buckets.text()).toContain('ListAllMyBucketsResult');
      await run('down', '-v');
      expect(await containers()).toEqual([]);
    },
    8 * minutes,
  );
});

/** Resolves when the engine has said of as many containers that they are healthy. */
async function untilHealthy(since: number, count: number): Promise<void> {
  const filters = ['label=com.docker.compose.project=rehearsal', 'event=health_status'].flatMap((filter) => ['--filter', filter]);
  const events = spawn('docker', ['events', '--since', String(since), ...filters, '--format', '{{.ID}} {{.Action}}'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 3 * minutes,
  });
  const healthy = new Set<string>();
  try {
    for await (const said of createInterface({ input: events.stdout })) {
      const [id = '', ...action] = said.split(' ');
      if (action.at(-1) === 'healthy') healthy.add(id);
      else throw new Error(`${id} is ${action.join(' ')}`);
      if (healthy.size === count) return;
    }
  } finally {
    events.kill();
  }
  throw new Error(`after three minutes ${String(healthy.size)} of ${String(count)} containers are healthy`);
}
