import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { existsSync } from 'node:fs';
import { iacTools } from '../../../src/model/project.ts';
import { connectEngine } from '../../backends/containers/engine.ts';
import { imageOf, usualImages } from '../../backends/containers/images.ts';
import { iacInstallLines } from '../iac/iac-install-lines.ts';
import { findK6, hasGo, K6MissingError } from '../../load/index.ts';
import { measureCache } from '../hands-on/clean-cache.ts';
import type { Finding } from './finding.ts';
import { installLine } from './install-line.ts';
import { programVersion } from './program-version.ts';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  readonly cacheDir: string;
  /** Where a run would write. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What one world with the sample takes, measured; and as much again for the build. */
const neededBytes = 1024 ** 3;

/** Looks at everything that a rehearsal needs or can use. Changes nothing. */
export async function examine(machine: Machine): Promise<readonly Finding[]> {
  const asked = await Promise.all([
    git(machine),
    k6(machine),
    disk(machine),
    ports(),
    engine(machine),
    pgDump(machine),
    program(machine, 'psql', 'rehearse psql ENV -c SQL works without it'),
    iacTool(),
    cache(machine),
  ]);
  return [node(machine), ...asked, locale(machine)];
}

function node({ nodeVersion, platform }: Machine): Finding {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const ok = major > 22 || (major === 22 && minor >= 18);
  const install = ok ? null : platform === 'darwin' ? 'brew install node@24' : 'npm install --save-dev node@24';
  return { name: 'node', weight: 'needed', ok, detail: ok ? nodeVersion : `${nodeVersion}, which is older than 22.18`, install };
}

async function git({ platform }: Machine): Promise<Finding> {
  const version = await programVersion('git');
  const install = version === null ? installLine(platform, { brew: 'git', apt: 'git' }) : null;
  return { name: 'git', weight: 'needed', ok: version !== null, detail: version ?? 'not on PATH', install };
}

async function k6({ cacheDir, env, platform }: Machine): Promise<Finding> {
  const missing = (detail: string, install: string | null, ok: boolean): Finding => ({ name: 'k6', weight: 'needed', ok, detail, install });
  try {
    const found = await findK6({ cacheDir, env });
    if (found?.kind === 'binary') {
      const version = await programVersion(found.path, ['version']);
      return missing(`${version ?? 'of unknown version'} at ${found.path} (${found.from})`, null, true);
    }
    if (found !== null) return missing(`in the image ${found.image}`, null, true);
  } catch (error) {
    if (!(error instanceof K6MissingError)) throw error;
    return missing(error.message, 'unset K6_BIN', false);
  }
  if (await hasGo()) return missing('not here; the first run builds it with the Go that is (3 to 6 minutes, once)', null, true);
  const line =
    platform === 'darwin'
      ? 'brew install k6'
      : 'go install go.k6.io/k6@v1.8.1   # with Go 1.21 or newer, or https://grafana.com/docs/k6/latest/set-up/install-k6/';
  return missing('not on PATH, and no Go that could build it', line, false);
}

async function disk({ folder, cacheDir }: Machine): Promise<Finding> {
  const frees = await Promise.all([folder, cacheDir].map(freeBytes));
  const free = Math.min(...frees);
  const ok = free >= neededBytes;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free${ok ? '' : ', a run takes up to 1 GiB'}`;
  return { name: 'disk', weight: 'needed', ok, detail, install: ok ? null : 'rehearse clean --cache' };
}

async function freeBytes(path: string): Promise<number> {
  const there = existsSync(path) ? path : dirname(path);
  if (!existsSync(there)) return await freeBytes(there);
  const { bavail, bsize } = await statfs(there);
  return bavail * bsize;
}

async function ports(): Promise<Finding> {
  const ok = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  const detail = ok ? 'free ones on 127.0.0.1' : '127.0.0.1 can not be listened on';
  return { name: 'ports', weight: 'needed', ok, detail, install: ok ? null : 'ip link set lo up' };
}

async function engine({ platform, env }: Machine): Promise<Finding> {
  const useful = (ok: boolean, detail: string, install: string | null): Finding => ({
    name: 'containers',
    weight: 'useful',
    ok,
    detail,
    install,
  });
  const missing = platform === 'darwin' ? 'brew install --cask docker' : 'https://docs.docker.com/engine/install/';
  let answering;
  try {
    answering = await connectEngine();
  } catch (error) {
    if (error instanceof Error) return useful(false, 'no engine answers: only --backend containers needs one', missing);
    throw error;
  }
  const tags = new Set((await answering.container.dockerode.listImages()).flatMap((image) => image.RepoTags ?? []));
  const absent = usualImages.map((name) => imageOf(name, env)).filter((image) => !tags.has(image));
  if (absent.length === 0) return useful(true, `an engine with ${usualImages.length} images`, null);
  return useful(
    true,
    `an engine; pulled when first used: ${absent.join(', ')}`,
    absent.map((image) => `docker pull ${image}`).join(' && '),
  );
}

async function program({ platform }: Machine, name: string, without: string): Promise<Finding> {
  const version = await programVersion(name);
  const install = version === null ? installLine(platform, { brew: 'libpq', apt: 'postgresql-client' }) : null;
  return { name, weight: 'useful', ok: version !== null, detail: version ?? `not on PATH: ${without}`, install };
}

/** Only a module that names one under `iac` needs it. */
async function iacTool(): Promise<Finding> {
  const asked = await Promise.all(iacTools.map(async (tool) => ({ tool, version: await programVersion(tool, ['version']) })));
  const here = asked.flatMap(({ tool, version }) =>
    version === null ? [] : [version.toLowerCase().includes(tool) ? version : `${tool} ${version}`],
  );
  const absent = asked.filter(({ version }) => version === null).map(({ tool }) => tool);
  const lines = absent.map((tool) => `${tool}: ${iacInstallLines[tool]}`).join(' · ');
  const detail = [...here, ...(absent.length === 0 ? [] : [`without ${absent.join(', ')}: only modules with iac need one`])].join('; ');
  return { name: 'iac', weight: 'useful', ok: here.length > 0, detail, install: here.length > 0 ? null : lines };
}

/** The databases are PostgreSQL 17, and an older pg_dump refuses them. */
async function pgDump(machine: Machine): Promise<Finding> {
  const found = await program(machine, 'pg_dump', 'schemas are snapshot from the catalogues');
  if (!found.ok || Number(/(\d+)/.exec(found.detail.replace(/^\D*/, ''))?.[1]) >= 17) return found;
  const install = installLine(machine.platform, { brew: 'postgresql@17', apt: 'postgresql-client-17' });
  return {
    ...found,
    ok: false,
    install,
    detail: `${found.detail} is older than the databases (17): schemas are snapshot from the catalogues`,
  };
}

function locale({ env }: Machine): Finding {
  const value = env['LC_ALL'] ?? env['LANG'] ?? '';
  const ok = /utf-?8/i.test(value) || value === '' || value === 'C' || value === 'POSIX';
  return { name: 'locale', weight: 'useful', ok, detail: value === '' ? 'none set' : value, install: ok ? null : 'export LC_ALL=C.UTF-8' };
}

async function cache({ cacheDir }: Machine): Promise<Finding> {
  const { parts } = await measureCache(cacheDir);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return { name: 'cache', weight: 'useful', ok: true, detail: `${(bytes / 1024 ** 2).toFixed(0)} MiB in ${cacheDir}`, install: null };
}
