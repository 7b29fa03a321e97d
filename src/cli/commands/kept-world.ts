import { join } from 'node:path';
import type { Command } from 'commander';
import { type KeptWorld, readKeptWorld, stopKeptWorld } from '../../compose.ts';
import { ConfigError } from '../../config/config-error.ts';
import { cacheDir } from '../cache-dir.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../finished-run.ts';
import { line, type Terminal } from '../terminal.ts';

/** `env` and `down`: the commands for a world that `run --keep` left up. */
export function addKeptWorld(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  const world = (flags: { readonly out?: string }): string => join(outFolder(terminal, flags.out), 'state', 'world');
  program
    .command('env')
    .description("export lines for the AWS CLI and SDKs: the environment's account, as its root")
    .argument('<env>', 'an environment, or tooling')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .addHelpText('after', '\nExample:\n  eval "$(rehearse env uat)" && aws lambda list-functions\n')
    .action(async (name: string, flags: { readonly out?: string }) => {
      const kept = await readKeptWorld(world(flags));
      if (kept === null || kept.lifetime !== 'detached') throw noWorld(world(flags));
      const place = name === 'tooling' ? kept.tooling : kept.environments.find((environment) => environment.name === name);
      const key = place === undefined ? undefined : accessOf(kept, place.account);
      if (place === undefined || key === undefined) {
        const hint = `There are: ${[...kept.environments.map((environment) => environment.name), 'tooling'].join(', ')}.`;
        throw new ConfigError([{ file: 'env', line: 0, column: 0, path: '', message: `there is no environment "${name}"`, hint }]);
      }
      const variables = {
        AWS_ENDPOINT_URL: key.endpoint,
        AWS_REGION: place.region,
        AWS_DEFAULT_REGION: place.region,
        AWS_ACCESS_KEY_ID: key.accessKeyId,
        AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
      };
      for (const [variable, value] of Object.entries(variables)) line(terminal.stdout, `export ${variable}='${value}'`);
      line(terminal.stdout, 'unset AWS_SESSION_TOKEN AWS_PROFILE');
    });
  program
    .command('down')
    .description('end a world that was left up; its data stays')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .addHelpText('after', '\nExample:\n  rehearse down\n')
    .action(async (flags: { readonly out?: string }) => {
      const ended = await stopKeptWorld(world(flags), cacheDir(terminal.env));
      line(terminal.stdout, ended ? 'the world is down' : 'no world is up here');
      done(exitCodes.done);
    });
}

interface Access {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** LocalStack takes an account's number for its root key, and any secret. */
function accessOf(kept: KeptWorld, account: string): Access | undefined {
  if (kept.kind === 'containers') {
    const port = kept.containers?.localstack.port;
    return port === undefined ? undefined : { endpoint: `http://127.0.0.1:${port}`, accessKeyId: account, secretAccessKey: 'rehearsal' };
  }
  const key = kept.emulator.rootKeys[account];
  return key === undefined ? undefined : { endpoint: kept.emulator.endpoint, ...key };
}

function noWorld(place: string): ConfigError {
  return new ConfigError([
    { file: place, line: 0, column: 0, path: '', message: 'no world is up here', hint: 'Leave one up with: rehearse run --keep.' },
  ]);
}
