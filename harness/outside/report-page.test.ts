import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRuns } from '../../src/evidence/testing/sample-runs.ts';
import type { ReportSource } from '../../src/evidence/finish-evidence.ts';
import { sha256Of } from '../../src/evidence/sha256-of.ts';
import { outcomeWords } from '../../src/report/outcome-words.ts';
import { sourceOf } from '../../src/report/testing/source-of.ts';
import { withFiles } from '../../src/report/testing/with-files.ts';
import { reportPage } from '../../src/report/html/report-page.ts';

/** The page in a real browser (CHROMIUM_BIN, or Debian's chromium). */
const executablePath = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath, args: quiet });
  folder = await mkdtemp(join(tmpdir(), 'rehearse-page-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** With every section that a page can have. */
function fullSource(): ReportSource {
  const summary = JSON.stringify({
    routes: [
      {
        route: 'POST /payments',
        distribution: [
          { upToMs: 5, count: 3 },
          { upToMs: 7, count: 900 },
          { upToMs: null, count: 1 },
        ],
      },
    ],
  });
  const changes = JSON.stringify({
    stack: 'payments',
    creates: true,
    changes: [{ action: 'Add', logicalId: 'ReadFunction', type: 'AWS::Lambda::Function' }],
  });
  const kept = { performance: summary, deploy: changes } as const;
  const { happenings } = sampleRuns.rolledBack();
  const source = withFiles(
    {
      happenings: happenings.map((happening) =>
        happening.kind === 'step-finished' && (happening.name === 'performance' || happening.name === 'deploy')
          ? { ...happening, evidence: [sha256Of(kept[happening.name])] }
          : happening,
      ),
    },
    { 'k6-uat.json': summary, 'uat-changes.json': changes },
  );
  const hole = { from: 'dev', principal: 'role rehearsal-stage', to: 'uat', kind: 'bucket', target: 'b', how: 'GetObject', because: null };
  const stages = source.record.stages.map((stage) => ({
    ...stage,
    flags: { beta: stage.environment !== 'production' },
    isolation: { pairs: 400, denied: 399, holes: [hole] },
  }));
  return { ...source, record: { ...source.record, stages } };
}

const sources: Readonly<Record<string, () => ReportSource>> = {
  ...Object.fromEntries(Object.entries(sampleRuns).map(([name, run]) => [name, () => sourceOf(run())])),
  'shown with every section': fullSource,
};

/** Runs in the page: each stage's gates as a person reads them. */
const gatesShown = `[...document.querySelectorAll('article')].map((article) => ({
  environment: article.id.replace('stage-', ''),
  gates: [...article.querySelectorAll('.gates > li')].map((row) =>
    [...row.querySelectorAll('.gate, .state')].map((part) => part.textContent.replace(/[^a-z -]/g, '').trim()).join(': '),
  ),
}))`;

interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

async function open(name: string, { width = 1200, colorScheme = 'light' }: Look = {}) {
  const source = sources[name]?.();
  if (source === undefined) throw new Error(`there is no run "${name}"`);
  const path = join(folder, `${name}-${width}.html`);
  await writeFile(path, reportPage(source));
  const page: Page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, requests, record: source.record };
}

describe.each(Object.keys(sources))('the page of a run that is %s', (name) => {
  it('says that it was a rehearsal, and asks for nothing but itself', async () => {
    const { page, requests } = await open(name);
    expect(await page.textContent('body')).toMatch(/rehearsal, not production/i);
    expect(requests).toHaveLength(1);
    await page.close();
  });

  it('has the verdicts of the record, gate by gate', async () => {
    const { page, record } = await open(name);
    const shown = await page.evaluate(gatesShown);
    const reached = record.stages.filter(({ outcome }) => outcome !== 'not-reached');
    expect(shown).toEqual(
      reached.map(({ environment, gates }) => ({
        environment,
        gates: gates.map(({ gate, verdict }) => `${gate}: ${outcomeWords[verdict].word}`),
      })),
    );
    await page.close();
  });

  it.each([1200, 375])('does not run out of a window %i px wide', async (width) => {
    const { page } = await open(name, { width });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('has no serious fault for those who read it otherwise, in %s', async (colorScheme) => {
    const { page } = await open(name, { colorScheme });
    await page.evaluate(axe.source);
    const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults;
    expect(passes.length).toBeGreaterThan(10);
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    await page.close();
  });
});
