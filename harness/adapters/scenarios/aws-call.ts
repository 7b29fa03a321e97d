import type { AwsClients } from '../aws/accounts.ts';
import type { Sessions } from '../aws/sessions.ts';

/** One call that a scenario makes in the world, as somebody has who is no part of the pipeline. */
export interface AwsCall {
  /** `root` is the account's owner by its key, `people` a person of the project with the role that people have there. */
  readonly as: 'root' | 'people';
  /** An environment's name, or `tooling`. */
  readonly environment: string;
  /** As the SDK names its clients: `lambda`, `secrets-manager`. */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The error that it is to be answered with; to be let in where absent. */
  readonly refused?: string;
}

interface Client {
  send(command: object): Promise<unknown>;
}

interface Service {
  readonly module: () => Promise<Readonly<Record<string, unknown>>>;
  readonly client: (clients: AwsClients) => Client;
}

const services: Readonly<Record<string, Service>> = {
  cloudformation: { module: () => import('@aws-sdk/client-cloudformation'), client: ({ cloudFormation }) => cloudFormation },
  dynamodb: { module: () => import('@aws-sdk/client-dynamodb'), client: ({ dynamoDb }) => dynamoDb },
  iam: { module: () => import('@aws-sdk/client-iam'), client: ({ iam }) => iam },
  lambda: { module: () => import('@aws-sdk/client-lambda'), client: ({ lambda }) => lambda },
  s3: { module: () => import('@aws-sdk/client-s3'), client: ({ s3 }) => s3 },
  'secrets-manager': { module: () => import('@aws-sdk/client-secrets-manager'), client: ({ secrets }) => secrets },
  ssm: { module: () => import('@aws-sdk/client-ssm'), client: ({ ssm }) => ssm },
};

/** Makes the call. Throws where it is answered otherwise than the scenario says. */
export async function makeAwsCall(sessions: Sessions, account: string, call: AwsCall): Promise<void> {
  const { as, environment, service, operation, refused } = call;
  const said = `${operation} of ${service} in ${environment} as ${as}`;
  const known = services[service];
  const Command = (await known?.module())?.[`${operation}Command`] as (new (input: object) => object) | undefined;
  if (known === undefined || Command === undefined) throw new Error(`a scenario wants ${said}, which there isn't`);
  const clients = as === 'people' ? sessions.people(environment) : sessions.owner(account);
  const answer = await known
    .client(clients)
    .send(new Command(call.input))
    .then(
      () => 'let in',
      (error: unknown) => (error instanceof Error ? error.name : String(error)),
    );
  if (answer !== (refused ?? 'let in')) throw new Error(`${said} was to be ${refused ?? 'let in'} and was answered with ${answer}`);
}
