import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { cacheDir } from '../src/cli/cache-dir.ts';
import { progressOn } from '../src/cli/progress/progress.ts';
import { createRehearsal, makePatchedRepository, removeRun, shipped } from '../src/compose.ts';

/**
 * What README.md shows, made anew: `node tools/show-runs.ts [released|blocked]`. The sample's run and one that a planted defect stops: their lines on
 * stderr, to be put into the README by hand, and the heads of their pages in docs/pictures. Wants a machine that does nothing else, and Chromium.
 */
const planted = 'missing-permission';
const pictures = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const sample = { folder: join(shipped, 'scenarios/projects/payments'), history: join(shipped, 'scenarios/projects/payments.history') };
const signal = new AbortController().signal;
const { stdout, stderr, env } = process;
const wanted = process.argv[2] === undefined ? ['blocked', 'released'] : [process.argv[2]];

const scratch = await mkdtemp(join(tmpdir(), 'show-runs-'));
const browser = await chromium.launch({
  executablePath: env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const name of wanted) {
    const out = join(scratch, name);
    try {
      await picture(browser, await rehearse(name, out), join(pictures, `${name}.png`));
    } finally {
      await removeRun(out);
    }
  }
} finally {
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
}

/** The page of a run that ended as its name says. @throws Error where it ended otherwise: then there is nothing to show. */
async function rehearse(name: string, out: string): Promise<string> {
  const project = join(scratch, `${name}-project`);
  const files = name === 'released' ? [] : [join(shipped, 'scenarios', planted, 'defect.patch')];
  await makePatchedRepository(sample, project, { files, message: "Narrow the reading function's role" });
  using progress = progressOn({ stdout, stderr, env, cwd: process.cwd(), interactive: false, signal });
  const dependencies = join(shipped, 'node_modules');
  const options = { project, out, dependencies, cacheDir: cacheDir(env), approveAs: 'Priya Raman', progress, signal };
  const { record, report } = await createRehearsal(options).run();
  if (record?.outcome !== name) throw new Error(`The run was to be ${name}, and is ${record?.outcome ?? 'none'}: see its lines above.`);
  return report;
}

/** All above the gates: the outcome and the path. */
async function picture(within: Browser, page: string, target: string): Promise<void> {
  const width = 1120;
  const tab = await within.newPage({ viewport: { width, height: 800 } });
  await tab.goto(pathToFileURL(page).href);
  const path = await tab.locator('section', { has: tab.getByRole('heading', { name: 'The path' }) }).boundingBox();
  if (path === null) throw new Error('The page has no path.');
  await tab.screenshot({ path: target, fullPage: true, clip: { x: 0, y: 0, width, height: Math.ceil(path.y + path.height) + 26 } });
  await tab.close();
  stdout.write(`${target}\n`);
}
