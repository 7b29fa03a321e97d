import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMServiceException } from '@aws-sdk/client-ssm';
import type { Project } from '../../../src/model/project.ts';
import type { AwsClients } from '../aws/accounts.ts';

export type Flags = Readonly<Record<string, boolean>>;

/** Where a function finds a flag: `/payments/flags/instant-settlement`, with the value `true` or `false`. */
export function flagParameter(project: string, flag: string): string {
  return `/${project}/flags/${flag}`;
}

/** Feature flags in an environment's Parameter Store, in each of its regions, written by the stage's role: data that a function reads, no part of its code. */
export class FlagParameters {
  readonly #project: Pick<Project, 'name' | 'flags'>;
  readonly #clientsOf: (environment: string) => readonly AwsClients[];

  constructor(project: Pick<Project, 'name' | 'flags'>, clientsOf: (environment: string) => readonly AwsClients[]) {
    this.#project = project;
    this.#clientsOf = clientsOf;
  }

  /** Sets every flag as the release has it for the environment, off where it says nothing. Answers what the account gives back. */
  async set(environment: string): Promise<Flags> {
    for (const [flag, values] of Object.entries(this.#project.flags)) await this.#put(environment, flag, values[environment] ?? false);
    return await this.read(environment);
  }

  /** Sets one, until the next deploy. */
  async switch(environment: string, flag: string, value: boolean): Promise<Flags> {
    await this.#put(environment, flag, value);
    return await this.read(environment);
  }

  /** Those of the release that are set in every region; on where every region has it on. */
  async read(environment: string): Promise<Flags> {
    const entries = await Promise.all(
      Object.keys(this.#project.flags).map(async (flag) => [flag, await this.#get(environment, flag)] as const),
    );
    return Object.fromEntries(entries.flatMap(([flag, value]) => (value === null ? [] : [[flag, value]])));
  }

  async #put(environment: string, flag: string, value: boolean): Promise<void> {
    const Name = flagParameter(this.#project.name, flag);
    for (const { ssm } of this.#clientsOf(environment))
      await ssm.send(new PutParameterCommand({ Name, Value: String(value), Type: 'String', Overwrite: true }));
  }

  async #get(environment: string, flag: string): Promise<boolean | null> {
    const Name = flagParameter(this.#project.name, flag);
    const values = await Promise.all(this.#clientsOf(environment).map((clients) => valueOf(clients, Name)));
    return values.includes(null) ? null : values.every((value) => value);
  }
}

async function valueOf({ ssm }: AwsClients, Name: string): Promise<boolean | null> {
  try {
    const { Parameter: parameter } = await ssm.send(new GetParameterCommand({ Name }));
    return parameter?.Value === 'true';
  } catch (error) {
    // LocalStack's own error has the name and not the class.
    if (error instanceof ParameterNotFound || (error instanceof SSMServiceException && error.name === 'ParameterNotFound')) return null;
    throw error;
  }
}

/** `FLAG_INSTANT_SETTLEMENT=true`, as checks get them. */
export function flagVariables(flags: Flags): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(flags).map(([flag, value]) => [`FLAG_${flag.toUpperCase().replaceAll('-', '_')}`, String(value)]),
  );
}
