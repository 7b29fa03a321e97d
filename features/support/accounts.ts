import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { readKeptWorld, rootAccess } from '../../harness/index.ts';

export type Digests = ReadonlyMap<string, string>;

/** The accounts of a world that was left up, seen from outside: ordinary clients with each account's own key, nothing of the tool's. */
export async function openAccounts(out: string): Promise<Accounts> {
  const kept = await readKeptWorld(join(out, 'state/world'));
  if (kept === null) throw new Error(`no world was left up in ${out}`);
  const { environments, tooling } = kept;
  const configOf = (account: string, region: string) => {
    const { endpoint, ...credentials } = rootAccess(kept, account);
    return { endpoint, region, credentials };
  };
  return new Accounts(
    new Map(
      environments.map(({ name, account, region }) => [
        name,
        { region, endpoint: rootAccess(kept, account).endpoint, clientIn: (at) => new LambdaClient(configOf(account, at)) },
      ]),
    ),
    new S3Client({ ...configOf(tooling.account, tooling.region), forcePathStyle: true }),
    (region) => `rehearsal-artefacts-${tooling.account}-${region ?? tooling.region}`,
  );
}

/** Where an environment's functions are: its first region, and a client for any. */
interface LambdaPlace {
  readonly region: string;
  readonly endpoint: string;
  readonly clientIn: (region: string) => LambdaClient;
}

export class Accounts {
  readonly #places: ReadonlyMap<string, LambdaPlace>;
  readonly #lambdas = new Map<string, LambdaClient>();
  readonly #registry: S3Client;
  readonly #bucketIn: (region?: string) => string;

  constructor(places: ReadonlyMap<string, LambdaPlace>, registry: S3Client, bucketIn: (region?: string) => string) {
    this.#places = places;
    this.#registry = registry;
    this.#bucketIn = bucketIn;
  }

  /** By function's name: sha256 of the zip that the account hands out for the version behind the alias. */
  async downloadedFrom(environment: string, region?: string): Promise<Digests> {
    const lambda = this.#lambda(environment, region);
    const { endpoint } = this.#place(environment);
    const names = await functionsOf(lambda, environment);
    return new Map(
      await Promise.all(
        names.map(async (name) => {
          const { Code: code } = await lambda.send(new GetFunctionCommand({ FunctionName: name, Qualifier: 'live' }));
          const answer = await fetch(withoutName(code?.Location ?? '', endpoint));
          if (!answer.ok) throw new Error(`${name} can't be downloaded: ${answer.status}`);
          return [name, digestOf(Buffer.from(await answer.arrayBuffer()))] as const;
        }),
      ),
    );
  }

  /** By name below the commit's folder: what the registry holds. */
  async inRegistry(commit: string, region?: string): Promise<Digests> {
    const keys = await this.#keys(commit, region);
    return new Map(
      await Promise.all(
        keys.map(async (key) => {
          const { Body: body } = await this.#registry.send(new GetObjectCommand({ Bucket: this.#bucketIn(region), Key: key }));
          return [key.slice(key.lastIndexOf('/') + 1), digestOf((await body?.transformToByteArray()) ?? new Uint8Array())] as const;
        }),
      ),
    );
  }

  async tagsOf(commit: string, name: string): Promise<Readonly<Record<string, string>>> {
    const key = (await this.#keys(commit)).find((each) => each.endsWith(`/${name}`));
    const { TagSet: tags = [] } = await this.#registry.send(new GetObjectTaggingCommand({ Bucket: this.#bucketIn(), Key: key }));
    return Object.fromEntries(tags.map(({ Key: key = '', Value: value = '' }) => [key, value]));
  }

  async deleteFromRegistry(commit: string, name: string): Promise<void> {
    const key = (await this.#keys(commit)).find((each) => each.endsWith(`/${name}`));
    await this.#registry.send(new DeleteObjectCommand({ Bucket: this.#bucketIn(), Key: key }));
  }

  close(): void {
    for (const client of [...this.#lambdas.values(), this.#registry]) client.destroy();
  }

  async #keys(commit: string, region?: string): Promise<readonly string[]> {
    const { Contents: objects = [] } = await this.#registry.send(new ListObjectsV2Command({ Bucket: this.#bucketIn(region) }));
    return objects.map(({ Key: key = '' }) => key).filter((key) => key.includes(`/${commit}/`));
  }

  #place(environment: string): LambdaPlace {
    const place = this.#places.get(environment);
    if (place === undefined) throw new Error(`there is no account of ${environment}`);
    return place;
  }

  #lambda(environment: string, region?: string): LambdaClient {
    const place = this.#place(environment);
    const at = region ?? place.region;
    const lambda = this.#lambdas.get(`${environment} ${at}`) ?? place.clientIn(at);
    this.#lambdas.set(`${environment} ${at}`, lambda);
    return lambda;
  }
}

/** LocalStack gives a name that needs DNS, which is the endpoint's. */
function withoutName(location: string, endpoint: string): URL {
  const url = new URL(location);
  return isIP(url.hostname) === 0 ? new URL(`${url.pathname}${url.search}`, endpoint) : url;
}

async function functionsOf(lambda: LambdaClient, environment: string): Promise<readonly string[]> {
  const { Functions: functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  if (functions.length === 0) throw new Error(`${environment} has no functions`);
  return functions.map(({ FunctionName: name = '' }) => name);
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
