import { spawn, spawnSync } from 'node:child_process';
import type { Connection } from '../postgres/index.ts';
import type { FlywayStep } from './flyway-scenarios.ts';

const image = 'flyway/flyway:10';
const timeoutMs = 120_000;

/** The real Flyway: `FLYWAY_BIN`, or the image by the docker command line. Null when neither is here. */
export interface FlywayCli {
  readonly name: string;
  /** The command's JSON and its exit code. */
  run(step: FlywayStep, folder: string, connection: Connection): Promise<{ readonly exitCode: number; readonly output: FlywayOutput }>;
}

/** The parts of Flyway's JSON that are compared. */
export interface FlywayOutput {
  readonly validationSuccessful?: boolean;
  readonly errorDetails?: { readonly errorCode: string; readonly errorMessage: string } | null;
  readonly invalidMigrations?: readonly {
    readonly version: string;
    readonly description: string;
    readonly filepath: string;
    readonly errorDetails: { readonly errorCode: string; readonly errorMessage: string };
  }[];
  readonly schemaVersion?: string | null;
  readonly migrations?: readonly {
    readonly version: string;
    readonly description: string;
    readonly type: string;
    readonly filepath: string;
    readonly state?: string;
  }[];
  readonly success?: boolean;
  readonly error?: { readonly errorCode: string; readonly message: string; readonly lineNumber: number | null };
}

export function findFlyway(): FlywayCli | null {
  const { FLYWAY_BIN } = process.env;
  if (FLYWAY_BIN)
    return { name: FLYWAY_BIN, run: (step, folder, connection) => runProgram(FLYWAY_BIN, parameters(step, folder, connection)) };
  if (spawnSync('docker', ['image', 'inspect', image], { stdio: 'ignore' }).status !== 0) return null;
  return {
    name: image,
    run: (step, folder, connection) => {
      const container = ['run', '--rm', '--init', '--network', 'host', '-v', `${folder}:${folder}:ro`, image];
      return runProgram('docker', [...container, ...parameters(step, folder, connection)]);
    },
  };
}

function parameters(step: FlywayStep, folder: string, { host, port, database, user, password }: Connection): readonly string[] {
  const list = [
    `-url=jdbc:postgresql://${host}:${port}/${database}`,
    `-user=${user}`,
    `-password=${password}`,
    `-locations=filesystem:${folder}`,
  ];
  list.push('-skipCheckForUpdate', '-outputType=json');
  for (const [name, value] of Object.entries(step.placeholders ?? {})) list.push(`-placeholders.${name}=${value}`);
  if (step.schema) list.push(`-defaultSchema=${step.schema}`);
  if (step.table) list.push(`-table=${step.table}`);
  if (step.outOfOrder) list.push('-outOfOrder=true');
  if (step.ignoreMigrationPatterns) list.push(`-ignoreMigrationPatterns=${step.ignoreMigrationPatterns.join(',')}`);
  if (step.transactionalLock === false) list.push('-postgresql.transactional.lock=false');
  return [...list, step.command];
}

async function runProgram(program: string, list: readonly string[]): Promise<{ exitCode: number; output: FlywayOutput }> {
  const child = spawn(program, list, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, REDGATE_DISABLE_TELEMETRY: 'true' } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const timer = setTimeout(() => child.kill('SIGTERM'), timeoutMs);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => (signal ? reject(new Error(`Flyway hung: ${list.join(' ')}`)) : resolve(code ?? -1)));
  });
  clearTimeout(timer);
  const json = out.slice(out.indexOf('{'));
  try {
    return { exitCode, output: JSON.parse(json) as FlywayOutput };
  } catch (cause) {
    throw new Error(`Flyway's output is no JSON (exit ${exitCode}):\n${out}\n${err}`, { cause });
  }
}
