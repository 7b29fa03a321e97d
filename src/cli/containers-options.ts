import { type Command, Option } from 'commander';
import { usageError } from '../compose/usage-error.ts';
import { type Isolation, isolations } from '../model/project.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

/** How the containers backend is made: each is what rehearsal.yaml says where it is absent. */
export interface ContainersFlags {
  readonly emulator?: string;
  readonly isolation?: Isolation;
}

export function addContainersOptions(command: Command): Command {
  return command
    .option('--emulator <name|image>', 'with --backend containers: localstack, ministack, floci, or an image')
    .addOption(
      new Option('--isolation <kind>', 'with --backend containers: shared, or strict for an emulator and a network an environment').choices(
        isolations,
      ),
    );
}

/** Throws ConfigError where another backend is meant: nothing that somebody typed is passed over. */
export function containersOptions(
  { emulator, isolation }: ContainersFlags,
  backend: RehearsalOptions['backend'],
): Pick<RehearsalOptions, 'emulator' | 'isolation'> {
  const [typed] = [...(emulator === undefined ? [] : ['--emulator']), ...(isolation === undefined ? [] : ['--isolation'])];
  if (typed !== undefined && backend !== 'containers')
    throw usageError(typed, 'is for the containers backend alone', 'Add --backend containers, or leave it out.');
  return { ...(emulator === undefined ? {} : { emulator }), ...(isolation === undefined ? {} : { isolation }) };
}
