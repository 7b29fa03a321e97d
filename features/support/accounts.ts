import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { readKeptWorld } from '../../harness/index.ts';

export type Digests = ReadonlyMap<string, string>;

/** The accounts of a world that was left up, seen from outside: ordinary clients with each account's own key, nothing of the tool's. */
export async function openAccounts(out: string): Promise<Accounts> {
  const kept = await readKeptWorld(join(out, 'state/world'));
  if (kept?.kind !== 'embedded') throw new Error(`no world was left up in ${out}`);
  const { emulator, environments, tooling } = kept;
  const configOf = (account: string, region: string) => {
    const credentials = emulator.rootKeys[account];
    if (credentials === undefined) throw new Error(`there is no key of account ${account}`);
    return { endpoint: emulator.endpoint, region, credentials };
  };
  return new Accounts(
    new Map(environments.map(({ name, account, region }) => [name, new LambdaClient(configOf(account, region))])),
    new S3Client({ ...configOf(tooling.account, tooling.region), forcePathStyle: true }),
    `rehearsal-artefacts-${tooling.account}-${tooling.region}`,
  );
}

export class Accounts {
  readonly #lambdas: ReadonlyMap<string, LambdaClient>;
  readonly #registry: S3Client;
  readonly #bucket: string;

  constructor(lambdas: ReadonlyMap<string, LambdaClient>, registry: S3Client, bucket: string) {
    this.#lambdas = lambdas;
    this.#registry = registry;
    this.#bucket = bucket;
  }

  /** By function's name: sha256 of the zip that the account hands out for the version behind the alias. */
  async downloadedFrom(environment: string): Promise<Digests> {
    const lambda = this.#lambda(environment);
    const names = await this.#functions(environment);
    return new Map(
      await Promise.all(
        names.map(async (name) => {
          const { Code: code } = await lambda.send(new GetFunctionCommand({ FunctionName: name, Qualifier: 'live' }));
          const answer = await fetch(code?.Location ?? '');
          return [name, digestOf(Buffer.from(await answer.arrayBuffer()))] as const;
        }),
      ),
    );
  }

  /** By name below the commit's folder: what the registry holds. */
  async inRegistry(commit: string): Promise<Digests> {
    const keys = await this.#keys(commit);
    return new Map(
      await Promise.all(
        keys.map(async (key) => {
          const { Body: body } = await this.#registry.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
          return [key.slice(key.lastIndexOf('/') + 1), digestOf((await body?.transformToByteArray()) ?? new Uint8Array())] as const;
        }),
      ),
    );
  }

  async tagsOf(commit: string, name: string): Promise<Readonly<Record<string, string>>> {
    const key = (await this.#keys(commit)).find((each) => each.endsWith(`/${name}`));
    const { TagSet: tags = [] } = await this.#registry.send(new GetObjectTaggingCommand({ Bucket: this.#bucket, Key: key }));
    return Object.fromEntries(tags.map(({ Key: key = '', Value: value = '' }) => [key, value]));
  }

  async deleteFromRegistry(commit: string, name: string): Promise<void> {
    const key = (await this.#keys(commit)).find((each) => each.endsWith(`/${name}`));
    await this.#registry.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }

  close(): void {
    for (const client of [...this.#lambdas.values(), this.#registry]) client.destroy();
  }

  async #keys(commit: string): Promise<readonly string[]> {
    const { Contents: objects = [] } = await this.#registry.send(new ListObjectsV2Command({ Bucket: this.#bucket }));
    return objects.map(({ Key: key = '' }) => key).filter((key) => key.includes(`/${commit}/`));
  }

  async #functions(environment: string): Promise<readonly string[]> {
    const { Functions: functions = [] } = await this.#lambda(environment).send(new ListFunctionsCommand({}));
    if (functions.length === 0) throw new Error(`${environment} has no functions`);
    return functions.map(({ FunctionName: name = '' }) => name);
  }

  #lambda(environment: string): LambdaClient {
    const lambda = this.#lambdas.get(environment);
    if (lambda === undefined) throw new Error(`there is no account of ${environment}`);
    return lambda;
  }
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
