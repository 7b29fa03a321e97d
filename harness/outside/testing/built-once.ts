import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import type { RehearsalRecord } from '../../../src/model/record.ts';
import { registryBucket } from '../../adapters/aws/names.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import type { RehearsedProject } from './rehearsed-project.ts';

type Traces = Readonly<Record<string, string>>;

/** Looks at the artefacts when they are first there, so that they can be compared with those at the end. */
export class BuildWatch {
  readonly #folder: string;
  #first: Traces | null = null;

  constructor({ out }: RehearsedProject) {
    this.#folder = join(out, 'artefacts');
  }

  look(): void {
    if (this.#first === null && existsSync(join(this.#folder, 'build-manifest.json'))) this.#first = this.now();
  }

  /** Null where nothing was built while it looked. */
  get first(): Traces | null {
    return this.#first;
  }

  /** Numbers that a file which is written again, moved or replaced does not keep. */
  now(): Traces {
    const names = ['.', ...readdirSync(this.#folder)];
    return Object.fromEntries(
      names.map((name) => {
        const { ino, mtimeMs } = statSync(join(this.#folder, name));
        return [name, `inode ${ino}, changed ${mtimeMs}`];
      }),
    );
  }
}

/** How often the registry was given each artefact of a run that is down: its world is opened and asked. */
export async function versionsInRegistry(out: string, record: RehearsalRecord): Promise<Readonly<Record<string, number>>> {
  const tooling = { account: '111111111110', region: 'eu-west-1' };
  const dataDir = join(out, 'state/world/emulator');
  await using emulator = await startEmulatorProcess({ dataDir, accounts: [tooling.account], seed: 1, lifetime: 'parent' });
  const credentials = emulator.rootKeys[tooling.account];
  if (credentials === undefined) throw new Error('the emulator gave no root key');
  using client = new DisposableStack();
  const s3 = client.adopt(new S3Client({ endpoint: emulator.endpoint, region: tooling.region, credentials }), (one) => one.destroy());
  const { Versions: versions = [], DeleteMarkers: deleted = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: registryBucket(tooling) }),
  );
  const keys = [...versions, ...deleted].map(({ Key: key = '' }) => key);
  const count = (name: string): number => keys.filter((key) => key.endsWith(`/${record.commit}/${name}`)).length;
  return Object.fromEntries(record.artefacts.map(({ name }) => [name, count(name)]));
}
