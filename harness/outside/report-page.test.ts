import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRuns } from '../../src/evidence/testing/sample-runs.ts';
import { sourceOf } from '../../src/report/testing/source-of.ts';
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

async function open(name: keyof typeof sampleRuns, width: number): Promise<{ readonly page: Page; readonly requests: readonly string[] }> {
  const path = join(folder, `${name}-${width}.html`);
  await writeFile(path, reportPage(sourceOf(sampleRuns[name]())));
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, requests };
}

describe.each(Object.keys(sampleRuns) as (keyof typeof sampleRuns)[])('the page of a run that is %s', (name) => {
  it('says that it was a rehearsal, and asks for nothing but itself', async () => {
    const { page, requests } = await open(name, 1200);
    expect(await page.textContent('body')).toMatch(/rehearsal, not production/i);
    expect(requests).toHaveLength(1);
    await page.close();
  });

  it.each([1200, 375])('does not run out of a window %i px wide', async (width) => {
    const { page } = await open(name, width);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });
});
