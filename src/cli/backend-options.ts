import { type Command, Option } from 'commander';
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
  readonly profile?: readonly string[];
}

export function addBackendOptions(command: Command): Command {
  const collect = (name: string, before: readonly string[] = []): readonly string[] => [...before, name];
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
    .addOption(new Option('--profile <env=name>', 'an AWS profile for each environment').argParser(collect).hideHelp());
}

/** Throws ConfigError where another backend is meant: nothing that somebody typed is passed over. */
export function backendOptions(flags: BackendFlags): Pick<RehearsalOptions, 'backend' | 'emulator' | 'isolation' | 'endpoint'> {
  const { backend, emulator, isolation, endpoint, beyondLoopback, reachedAt, profile } = flags;
  if (profile !== undefined) {
    throw usageError(
      '--profile',
      'is for AWS itself, which a rehearsal does not work with today',
      'Rehearse on an emulator: --backend embedded, containers, or endpoint.',
    );
  }
  refuseFor(backend, 'containers', { '--emulator': emulator, '--isolation': isolation });
  refuseFor(backend, 'endpoint', { '--endpoint': endpoint, '--beyond-loopback': beyondLoopback, '--reached-at': reachedAt });
  return {
    backend,
    ...(emulator === undefined ? {} : { emulator }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(endpoint === undefined
      ? {}
      : { endpoint: { url: endpoint, beyondLoopback: beyondLoopback === true, ...(reachedAt === undefined ? {} : { reachedAt }) } }),
  };
}

function refuseFor(backend: string, own: string, typed: Readonly<Record<string, unknown>>): void {
  const [first] = Object.keys(typed).filter((name) => typed[name] !== undefined);
  if (first !== undefined && backend !== own)
    throw usageError(first, `is for the ${own} backend alone`, `Add --backend ${own}, or leave it out.`);
}
