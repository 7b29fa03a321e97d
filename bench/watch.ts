import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { AwsClients } from '../harness/adapters/aws/accounts.ts';
import { reproducibleZip } from '../harness/adapters/build/reproducible-zip.ts';
import { watchedBundle } from '../harness/adapters/hands-on/watched-bundle.ts';
import { removeRun } from '../harness/adapters/rehearsal/out-folder.ts';

/** `up --watch` of the sample: from a save to the first answer of the new code, and the floor below it. */
const program = fileURLToPath(new URL('../bin/rehearse.mjs', import.meta.url));
const rounds = Number(process.argv[2] ?? 20);
const scratch = mkdtempSync(join(tmpdir(), 'bench-watch-'));
const out = join(scratch, 'out');
const file = join(out, 'state/sample/src/create-payment.ts');

interface Result {
  readonly code: number | null;
  readonly stdout: string;
}

async function rehearse(...args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [program, ...args, '--out', out], { stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

async function answersWith(url: string, word: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { method: 'POST', body: '{}' });
    if ((await answer.text()).includes(word)) return;
    await pause(5);
  }
}

async function saves(url: string): Promise<readonly number[]> {
  const source = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const word = `behaviour-${round}`;
    const startedAt = performance.now();
    writeFileSync(
      file,
      `${source}\n`.replace('export const handler =', `export const handler = async () => '${word}';\nexport const former =`),
    );
    await answersWith(url, word);
    times.push(performance.now() - startedAt);
  }
  writeFileSync(file, source);
  return times;
}

async function floor(variables: Readonly<Record<string, string>>): Promise<{ readonly rebuild: number; readonly update: number }> {
  const root = join(out, 'state/sample');
  await using bundle = await watchedBundle(root, 'src/create-payment.ts', fileURLToPath(new URL('../node_modules', import.meta.url)));
  const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '' } = variables;
  const key = { accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '' };
  const clients = new AwsClients({ endpoint, region, credentials: () => Promise.resolve(key) });
  const [rebuilds, updates]: [number[], number[]] = [[], []];
  await bundle.rebuild();
  for (let round = 0; round < rounds; round += 1) {
    appendFileSync(file, `// ${round}\n`);
    const startedAt = performance.now();
    const built = await bundle.rebuild();
    const builtAt = performance.now();
    if (built.kind === 'failed') throw new Error(built.problems.join('\n'));
    const zip = reproducibleZip({ 'index.mjs': built.code });
    await clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'payments-create-payment-local', ZipFile: zip }));
    rebuilds.push(builtAt - startedAt);
    updates.push(performance.now() - builtAt);
  }
  clients.destroy();
  return { rebuild: median(rebuilds), update: median(updates) };
}

try {
  if ((await rehearse('up')).code !== 0) throw new Error('the world did not come up');
  const watching = spawn(process.execPath, [program, 'up', '--watch', '--detach', '--out', out], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => watching.once('close', resolve));
  await new Promise<void>((resolve) => {
    let said = '';
    watching.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('watching')) resolve();
    });
  });
  const variables = JSON.parse((await rehearse('env', 'local', '--json')).stdout) as Readonly<Record<string, string>>;
  const times = await saves(variables['API_URL_CREATE_PAYMENT'] ?? '');
  watching.kill('SIGINT');
  await ended;
  const below = await floor(variables);
  const worst = Math.max(...times);
  process.stdout.write(
    [
      `save -> new behaviour   median of ${rounds}: ${median(times).toFixed(0)} ms (worst ${worst.toFixed(0)} ms)`,
      `floor: esbuild rebuild  ${below.rebuild.toFixed(0)} ms`,
      `floor: zip + UpdateFunctionCode  ${below.update.toFixed(0)} ms`,
      '',
    ].join('\n'),
  );
} finally {
  await rehearse('down');
  await removeRun(out);
  rmSync(scratch, { recursive: true, force: true });
}
