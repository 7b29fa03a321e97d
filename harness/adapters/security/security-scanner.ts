import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { unzipSync } from 'fflate';
import type { SecurityInputs } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { Finding } from '../../../src/ports/check-runner.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { SecurityReport, SecurityScanner } from '../../../src/ports/security-scanner.ts';
import type { BuildManifest } from '../build/builder-esbuild.ts';
import { git } from '../source/git.ts';
import { bundledPackages } from './bundled-packages.ts';
import { type Advisory, judgePackage, readAdvisory } from './osv.ts';
import { findSecrets } from './secrets.ts';

export interface ScannerOptions {
  readonly inputs: SecurityInputs;
  readonly root: () => Promise<string>;
  readonly readArtefact: (commit: string, name: string) => Promise<Uint8Array | null>;
  readonly readManifest: (commit: string) => Promise<BuildManifest>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

interface Scanned {
  readonly path: string;
  readonly text: string;
}

/** Larger files are data, not source: they are left out and counted out. */
const largestBytes = 2 * 1024 * 1024;

/** Secrets in what git holds of the commit and in the zips as stored; known CVEs in what the zips are made of. */
export class CommitSecurityScanner implements SecurityScanner {
  readonly #options: ScannerOptions;

  constructor(options: ScannerOptions) {
    this.#options = options;
  }

  async scan(release: Release): Promise<SecurityReport> {
    const { inputs, evidence } = this.#options;
    const root = await this.#options.root();
    const files = [...(await sourceFiles(root, inputs.allow)), ...(await this.#bundled(release))];
    const secrets: Finding[] = [];
    for (const { path, text } of files) secrets.push(...(await findSecrets(path, text)));
    const packages = await bundledPackages(root, (await this.#options.readManifest(release.commit)).inputs);
    const advisories = await readAdvisories(root, inputs.advisories);
    const vulnerabilities = (advisories ?? []).flatMap((advisory) =>
      packages.map((one) => judgePackage(advisory, one)).filter((finding) => finding !== null),
    );
    const report = {
      secrets,
      vulnerabilities,
      scannedFiles: files.length,
      advisories: advisories?.length ?? null,
      scannedPackages: packages.length,
    };
    const digest = await evidence.keep('security.json', JSON.stringify({ ...report, packages }, null, 2));
    return { ...report, evidence: [digest] };
  }

  async #bundled(release: Release): Promise<readonly Scanned[]> {
    const zips = release.artefacts.filter((artefact) => artefact.kind === 'lambda-zip');
    const scanned = await Promise.all(
      zips.map(async ({ name }) => {
        const bytes = await this.#options.readArtefact(release.commit, name);
        if (bytes === null) throw new Error(`the registry has no ${name} for commit ${release.commit}`);
        return Object.entries(unzipSync(bytes)).flatMap(([path, content]) => textOf(`${name}/${path}`, content));
      }),
    );
    return scanned.flat();
  }
}

async function sourceFiles(root: string, allow: readonly string[]): Promise<readonly Scanned[]> {
  const paths = (await git(root, ['ls-files', '-z'])).split('\0').filter((path) => path !== '');
  const wanted = paths.filter((path) => !allow.some((pattern) => path.startsWith(`${pattern}/`) || matchesGlob(path, pattern)));
  const read = await Promise.all(
    wanted.map(async (path) => (existsSync(join(root, path)) ? textOf(path, await readFile(join(root, path))) : [])),
  );
  return read.flat();
}

function textOf(path: string, content: Uint8Array): readonly Scanned[] {
  if (content.length > largestBytes || content.includes(0)) return [];
  return [{ path, text: Buffer.from(content).toString('utf8') }];
}

async function readAdvisories(root: string, folder: string | null): Promise<readonly Advisory[] | null> {
  if (folder === null) return null;
  const names = (await readdir(join(root, folder), { recursive: true })).filter((name) => name.endsWith('.json'));
  return await Promise.all(names.map(async (name) => readAdvisory(join(folder, name), await readFile(join(root, folder, name), 'utf8'))));
}
