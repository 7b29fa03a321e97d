import { type Command, InvalidArgumentError, Option } from 'commander';
import { usageError } from '../compose/usage-error.ts';
import { type Isolation, isolations } from '../model/project.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

/** Where a rehearsal runs, and how that is made: what is absent is as rehearsal.yaml says. */
export interface BackendFlags {
  readonly backend: 'embedded' | 'containers' | 'endpoint';
  readonly emulator?: string;
  readonly isolation?: Isolation;
  readonly endpoint?: string;
  readonly beyondLoopback?: true;
  readonly reachedAt?: string;
  readonly profile?: Readonly<Record<string, string>>;
}

export function addBackendOptions(command: Command): Command {
  return command
    .addOption(new Option('--backend <kind>', 'where it runs').choices(['embedded', 'containers', 'endpoint']).default('embedded'))
    .option('--emulator <name|image>', 'with --backend containers: localstack, ministack, floci, or an image')
    .addOption(
      new Option('--isolation <kind>', 'with --backend containers: shared, or strict for an emulator and a network an environment').choices(
        isolations,
      ),
    )
    .option('--endpoint <url>', 'with --backend endpoint: an AWS-compatible endpoint that runs already, http://127.0.0.1:4566')
    .option('--beyond-loopback', 'with --backend endpoint: take one that is not on this machine')
    .option('--reached-at <address>', "with --backend endpoint: where its functions find this machine's databases (default: 127.0.0.1)")
    .addOption(
      new Option(
        '--profile <env=name>',
        "with --backend endpoint: whose keys are its account's owner's; once for each environment, tooling and spare",
      ).argParser(addProfile),
    );
}

/** Throws ConfigError where another backend is meant: nothing that somebody typed is passed over. */
export function backendOptions(flags: BackendFlags): Pick<RehearsalOptions, 'backend' | 'emulator' | 'isolation' | 'endpoint'> {
  const { backend, emulator, isolation, endpoint, beyondLoopback, reachedAt, profile } = flags;
  refuseFor(backend, 'containers', { '--emulator': emulator, '--isolation': isolation });
  refuseFor(backend, 'endpoint', {
    '--endpoint': endpoint,
    '--beyond-loopback': beyondLoopback,
    '--reached-at': reachedAt,
    '--profile': profile,
  });
  return {
    backend,
    ...(emulator === undefined ? {} : { emulator }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(endpoint === undefined
      ? {}
      : {
          endpoint: {
            url: endpoint,
            beyondLoopback: beyondLoopback === true,
            ...(reachedAt === undefined ? {} : { reachedAt }),
            ...(profile === undefined ? {} : { profiles: profile }),
          },
        }),
  };
}

/** `uat=payments-uat`, once an environment. */
function addProfile(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, environment = '', name = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (environment === '') throw new InvalidArgumentError('It is an environment and a profile, as in uat=payments-uat.');
  if (before[environment] !== undefined) throw new InvalidArgumentError(`${environment} has one already.`);
  return { ...before, [environment]: name };
}

function refuseFor(backend: string, own: string, typed: Readonly<Record<string, unknown>>): void {
  const [first] = Object.keys(typed).filter((name) => typed[name] !== undefined);
  if (first !== undefined && backend !== own)
    throw usageError(first, `is for the ${own} backend alone`, `Add --backend ${own}, or leave it out.`);
}
