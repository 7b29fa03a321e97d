import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../evidence/sha256-of.ts';
import { routeLoad, SampleRun } from '../../evidence/testing/sample-run.ts';
import { sampleRuns } from '../../evidence/testing/sample-runs.ts';
import { hostileRun } from '../testing/hostile-run.ts';
import { sourceOf } from '../testing/source-of.ts';
import { reportPage } from './report-page.ts';

function pageOf(run: Parameters<typeof sourceOf>[0], files: Parameters<typeof sourceOf>[1] = []): string {
  return reportPage(sourceOf(run, files));
}

/** What a person reads. */
function textOf(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('reportPage', () => {
  it.each(Object.keys(sampleRuns) as (keyof typeof sampleRuns)[])('is well-formed for a run that was %s', (name) => {
    const page = pageOf(sampleRuns[name]());
    const asXml = page.replace('<!doctype html>', '');
    expect(XMLValidator.validate(asXml)).toBe(true);
    expect(textOf(page)).toContain('Rehearsal, not production');
    expect(textOf(page)).toContain('Nothing was released, no real AWS account was touched.');
  });

  it('fetches nothing and runs nothing', () => {
    const page = pageOf(sampleRuns.released(), [{ name: 'a.log', digest: sha256Of('a'), bytes: 1 }]);
    expect(page).not.toMatch(/https?:|<script|<link|<img|@import|url\(|src=/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    for (const [, target = ''] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^(#stage-|\.\.\/evidence\/)/);
  });

  it('shows the path with the state of each stage', () => {
    const text = textOf(pageOf(sampleRuns.blocked()));
    expect(text).toMatch(
      /The path local ✓ passed by hand 2 of 2 gates passed account 111111111111 dev ✕ blocked merge to main 1 of 2 gates passed/,
    );
    expect(text).toMatch(/uat – not reached tag v1\.4\.0-rc\.1 no gate was run account 333333333333/);
  });

  it('shows each gate with verdict, reason, evidence and time', () => {
    const digest = sha256Of('log');
    const page = pageOf(sampleRuns.blocked([digest, digest, sha256Of('lost')]), [{ name: 'dev-unit.log', digest, bytes: 3 }]);
    expect(textOf(page)).toContain('unit ✕ failed 79.12 % of lines are covered, at least 80 % are needed: add tests. dev-unit.log 640 ms');
    expect(page.match(new RegExp(`href="../evidence/files/${digest.slice(7)}"`, 'g'))).toHaveLength(2);
  });

  it('shows equal digests as equal', () => {
    const text = textOf(pageOf(sampleRuns.released()));
    expect(text.match(/= equal/g)).toHaveLength(8);
    expect(text).not.toContain('≠');
  });

  it('shows other bytes as other, and the version before as that', () => {
    expect(textOf(pageOf(sampleRuns.rolledBack())).match(/≠ the version before, live again version 6/g)).toHaveLength(2);
    const happenings = sampleRuns.released().happenings.map((each) =>
      each.kind === 'step-finished' && each.environment === 'uat' && each.facts.deployed !== undefined
        ? {
            ...each,
            facts: { ...each.facts, deployed: each.facts.deployed.slice(0, 1).map((live) => ({ ...live, digest: sha256Of('changed') })) },
          }
        : each,
    );
    const text = textOf(pageOf({ happenings }));
    expect(text.match(/≠ other bytes version 5/g)).toHaveLength(1);
    expect(text.match(/= equal/g)).toHaveLength(6);
  });

  it('says so where an account runs nothing of the release', () => {
    const deployed = [{ function: 'Old', version: '1', digest: sha256Of('old') }];
    const run = new SampleRun().start('local').step('local', 'deploy', { facts: { deployed } });
    expect(textOf(pageOf(run))).toContain('Old none of the release&#39;s'.replace('&#39;', "'"));
  });

  it('shows latency with bars that grow with it', () => {
    const load = [
      routeLoad('slow', { p50Ms: 50, p95Ms: 80, p99Ms: 100, errorRate: 0.01, dropped: 4 }),
      routeLoad('fast', { p50Ms: 1, p95Ms: 5, p99Ms: 10 }),
    ];
    const page = pageOf(new SampleRun().start('uat').step('uat', 'performance', { facts: { load } }));
    expect([...page.matchAll(/class="p99" width="([\d.]+)"/g)].map(([, width]) => width)).toEqual(['160.0', '16.0']);
    expect(textOf(page)).toContain('slow 50.0 80.0 100.0 2.1 1 % 1,200 4');
  });

  it('draws no bar where nothing took any time', () => {
    const load = [routeLoad('none', { p50Ms: 0, p95Ms: 0, p99Ms: 0 })];
    expect(pageOf(new SampleRun().start('uat').step('uat', 'performance', { facts: { load } }))).not.toContain('NaN');
  });

  it.each([
    [2480, 'Users saw errors for 2.5 s Limit 5 min 0 s, held'],
    [300_001, 'Users saw errors for 5 min 0 s Limit 5 min 0 s, not held'],
  ])('says of a rollback with errors for %d ms whether the limit held', (userErrorWindowMs, text) => {
    const happenings = sampleRuns
      .rolledBack()
      .happenings.map((each) => (each.kind === 'rolled-back' ? { ...each, rollback: { ...each.rollback, userErrorWindowMs } } : each));
    expect(textOf(pageOf({ happenings }))).toContain(text);
  });

  it.each(['Rollback', 'Latency', 'Approvals'])('has no %s where there was none', (title) => {
    expect(pageOf(sampleRuns.blocked())).not.toContain(`>${title}</h2>`);
  });

  it('says who approved, and that it was simulated', () => {
    expect(textOf(pageOf(sampleRuns.released()))).toMatch(
      /Pat Product product-owner production 2026-11-20 09:30:2\d UTC [0-9a-f]{12} [0-9a-f]{12} simulated/,
    );
  });

  it('says what is next, unless it was released', () => {
    expect(textOf(pageOf(sampleRuns.waiting()))).toContain('rehearse approve production --as NAME');
    expect(textOf(pageOf(sampleRuns.released()))).not.toContain('Next:');
  });

  it('escapes what a project says', () => {
    const page = pageOf(hostileRun(), [{ name: '<b>"\'', digest: sha256Of('x'), bytes: 1 }]);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<b>');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp;');
  });
});
