import { describe, expect, it } from 'vitest';
import { sampleRuns } from '../evidence/testing/sample-runs.ts';
import { plain, summaryMarkdown } from './summary-markdown.ts';
import { hostileRun } from './testing/hostile-run.ts';
import { sourceOf } from './testing/source-of.ts';

const summaryOf = (run: Parameters<typeof sourceOf>[0]): string => summaryMarkdown(sourceOf(run));

describe('summaryMarkdown', () => {
  it('says how it ended, and that it was no release', () => {
    const text = summaryOf(sampleRuns.released());
    expect(text).toMatch(
      /^# Rehearsal of payments v1\.4\.0: released\n\n> \*\*Rehearsal, not production\.\*\* This was a rehearsal on the embedded backend/,
    );
    expect(text).not.toContain('What to do next');
    expect(text).toContain('| production | 444444444444 | tag v1.4.0 | v1.3.0 | ✓ passed | 5 of 5 passed |');
    expect(text).toContain('| unit | ✓ passed | 41 tests passed. 91.2 % of lines are covered (at least 80 %). | 3.4 s |');
    expect(text).toMatch(/\| create-payment\.zip \| lambda-zip \| sha256:[0-9a-f]{64} \| 48,213 \|/);
    expect(text).toMatch(/30 ledger entries, head `sha256:[0-9a-f]{64}`, signed with key `f{64}`/);
  });

  it.each([
    ['blocked', '```sh\nrehearse explain\nrehearse run\n```'],
    ['blocked', '| uat | 333333333333 | tag v1.4.0-rc.1 |  | – not reached | 0 of 0 passed |'],
    ['rolledBack', 'detected after 2.3 s, reverted in 190 ms; users saw errors for 2.5 s, the limit is 5 min 0 s.'],
    ['waiting', '```sh\nrehearse approve production --as NAME\nrehearse run --resume\n```'],
    ['refused', '**Refused:** v1.4.0 is on commit 111111111111'],
    ['cutOff', 'The run has not ended: it was cut off, or goes on still.'],
  ] as const)('says of a run that was %s: %s', (name, text) => {
    expect(summaryOf(sampleRuns[name]())).toContain(text);
  });

  it('leaves out stages that were not reached', () => {
    expect(summaryOf(sampleRuns.blocked())).not.toContain('## uat');
  });

  it('says so where nothing was built', () => {
    const text = summaryOf({ happenings: sampleRuns.released().happenings.slice(0, 2) });
    expect(text).toContain('# Rehearsal of payments commit 4f0c1d2e3b4a: error');
    expect(text).toContain('Nothing was built.');
  });

  it('holds whatever a reason says in its cell', () => {
    const row =
      summaryOf(hostileRun())
        .split('\n')
        .find((line) => line.startsWith('| unit |')) ?? '';
    expect(row).not.toMatch(/<img|[^\\]\[a]|[^\\]`/);
    expect(row.match(/[^\\]\|/g)).toHaveLength(4);
  });
});

describe('plain', () => {
  it.each([
    ['a\n b', 'a b'],
    ['*a* _b_ `c` ~d~ #1', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\#1'],
    ['<b>&', '&lt;b&gt;&amp;'],
    ['a|b\\', 'a\\|b\\\\'],
  ])('writes %j as %j', (text, markdown) => {
    expect(plain(text)).toBe(markdown);
  });

  it('mentions nobody', () => {
    expect(plain('@ann')).toBe('@\u200bann');
  });
});
