import { describe, expect, it } from 'vitest';
import type { KeptFile, KeptFiles } from '../../evidence/files/kept-file.ts';
import { buildRecord } from '../../evidence/record/build-record.ts';
import { sha256Of } from '../../evidence/sha256-of.ts';
import { instantAt, SampleRun } from '../../evidence/testing/sample-run.ts';
import { sampleRuns } from '../../evidence/testing/sample-runs.ts';
import { signedLedger } from '../../evidence/testing/signed-ledger.ts';
import type { Digest } from '../../model/digest.ts';
import { explain } from './explain.ts';

function keptFrom(files: Readonly<Record<string, string>>): KeptFiles & { readonly digests: readonly Digest[] } {
  const list: readonly KeptFile[] = Object.entries(files).map(([name, text]) => ({ name, digest: sha256Of(text), bytes: text.length }));
  const contents = new Map(Object.values(files).map((text) => [sha256Of(text), Buffer.from(text)]));
  const read = (digest: string) => contents.get(digest as Digest) ?? null;
  return { list: () => list, read, digests: list.map((file) => file.digest) };
}

function explained(run: SampleRun, kept: KeptFiles = keptFrom({}), gate?: string): string {
  const entries = signedLedger(run.happenings);
  return explain(buildRecord(entries), entries, kept, gate).join('\n');
}

function deployFailed(files: Readonly<Record<string, string>>, reason = 'The stack ended UPDATE_ROLLBACK_COMPLETE.'): string {
  const kept = keptFrom(files);
  const run = new SampleRun().start('dev').step('dev', 'deploy', { verdict: 'failed', reason, evidence: kept.digests });
  return explained(run.finishStage('dev', 'blocked').finish('blocked', `dev: deploy failed: ${reason}`), kept);
}

describe('explain', () => {
  it('says why, where and what to do next', () => {
    expect(explained(sampleRuns.blocked())).toBe(
      [
        '✕ payments v1.4.0: blocked',
        '  dev: unit failed: 79.12 % of lines are covered, at least 80 % are needed: add tests.',
        '',
        '✕ dev/unit failed after 640 ms',
        '  79.12 % of lines are covered, at least 80 % are needed: add tests.',
        '',
        'See why, put it right in a commit, and rehearse that.',
        '  rehearse run',
      ].join('\n'),
    );
  });

  it('names the denied principal, action and resource', () => {
    const said =
      'User: arn:aws:sts::222222222222:assumed-role/payments-deploy/run is not authorized to perform: lambda:CreateAlias on resource: arn:aws:lambda:eu-west-1:222222222222:function:create because no identity-based policy allows the lambda:CreateAlias action';
    const text = deployFailed({
      'dev-payments-failures.json': JSON.stringify([{ logicalId: 'Alias', reason: `${said} (Service: Lambda)` }]),
    });
    expect(text).toContain(
      [
        '  denied',
        '    principal  arn:aws:sts::222222222222:assumed-role/payments-deploy/run',
        '    action     lambda:CreateAlias',
        '    resource   arn:aws:lambda:eu-west-1:222222222222:function:create',
        '    why        because no identity-based policy allows the lambda:CreateAlias action',
      ].join('\n'),
    );
    expect(text).toContain('dev-payments-failures.json');
  });

  it('shows failed tests with their messages and places, and how many more there are', () => {
    const cases = ['a', 'b', 'c', 'd', 'e'].map(
      (name) =>
        `<testcase classname="pay" name="${name}"><failure message="expected 201, got 500">Error: expected 201, got 500\n at test/pay.test.ts:12:5</failure></testcase>`,
    );
    const text = deployFailed({ 'smoke.xml': `<testsuites><testsuite>${cases.join('')}</testsuite></testsuites>`, 'smoke.log': 'noise' });
    expect(text).toContain('  ✕ pay a\n    Error: expected 201, got 500\n     at test/pay.test.ts:12:5');
    expect(text).toContain('  and 2 more');
    expect(text).toContain('  at test/pay.test.ts:12:5\n');
    expect(text).not.toContain('the end of');
  });

  it('shows the end of the log where nothing better is known', () => {
    const log = Array.from({ length: 30 }, (_, index) => `\u001b[31mline ${String(index)}\u001b[39m\n`).join('');
    const text = deployFailed({ 'report.txt': 'x', 'dev-deploy.log': `${log}src/create.ts:3:7 broke\n\n` });
    expect(text).toContain('  the end of dev-deploy.log\n    line 19\n');
    expect(text).toContain('    src/create.ts:3:7 broke\n\n  at src/create.ts:3:7');
    expect(text).not.toContain('line 18\n');
  });

  it('points to the place that the reason names', () => {
    expect(deployFailed({}, '1 error, the first: src/read.ts:9:1 no-empty: Empty block.')).toContain('\n  at src/read.ts:9:1\n');
  });

  it('says what is refused before any gate', () => {
    expect(explained(sampleRuns.refused())).toContain('✕ production refused the release\n  v1.4.0 is on commit 111111111111');
  });

  it.each([
    ['a run that waits', sampleRuns.waiting(), '  rehearse approve production --as NAME'],
    ['a run that was cut off', sampleRuns.cutOff(), 'The run has not ended'],
    ['a run that was cut off, next', sampleRuns.cutOff(), '  rehearse run --resume'],
    ['a rollback', sampleRuns.rolledBack(), '✕ production/smoke failed after'],
    [
      'a missing tool',
      new SampleRun()
        .start('uat')
        .step('uat', 'performance', { verdict: 'inconclusive', reason: 'No k6.', facts: { missingTool: 'k6' } })
        .finishStage('uat', 'blocked')
        .finish('blocked', 'No k6.'),
      'Install k6, then go on where it stopped.\n  rehearse run --resume',
    ],
    [
      'a tool that is there again',
      new SampleRun()
        .start('uat')
        .step('uat', 'performance', { verdict: 'inconclusive', reason: 'No k6.', facts: { missingTool: 'k6' } })
        .finish('blocked', 'No k6.')
        .resume('uat')
        .happen({ kind: 'run-finished', at: instantAt(50), outcome: 'error', durationMs: 1, reason: 'Broke.' }),
      'See what broke',
    ],
  ])('explains %s', (_what, run, text) => {
    expect(explained(run)).toContain(text);
  });

  it('has nothing to advise after a release', () => {
    const text = explained(sampleRuns.released());
    expect(text).toBe('✓ payments v1.4.0: released\n  v1.4.0 is released: every stage passed, production is the last.');
  });
});

describe('explain of a named gate', () => {
  it('tells of each run of it', () => {
    const text = explained(sampleRuns.released(), keptFrom({}), 'deploy');
    expect(text.match(/^✓ .*\/deploy passed/gm)).toEqual(['local', 'dev', 'uat', 'production'].map((name) => `✓ ${name}/deploy passed`));
    expect(explained(sampleRuns.released(), keptFrom({}), 'uat/deploy').split('\n')).toHaveLength(2);
  });

  it('says which gates there were where it was not run', () => {
    expect(explained(sampleRuns.blocked(), keptFrom({}), 'security')).toBe(
      'security was not run. These gates were: build, deploy, lint, unit.',
    );
    expect(explained(new SampleRun(), keptFrom({}), 'lint')).toBe('lint was not run. These gates were: none.');
  });
});
