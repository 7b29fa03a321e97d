import type { Source } from '../source.ts';

export const headCommit = 'a'.repeat(40);
export const otherCommit = 'b'.repeat(40);

/** A repository whose main branch is `onMain`. */
export class FakeSource implements Source {
  readonly commit = headCommit;
  readonly tags = new Map<string, string>();
  onMain: readonly string[] = [headCommit, otherCommit];
  /** Commits of other branches, by the branch. */
  readonly branches = new Map<string, readonly string[]>();
  /** `commit base trunk` of what was cut cleanly. */
  readonly cuts = new Set<string>();

  commitOfTag(tag: string): Promise<string | null> {
    return Promise.resolve(this.tags.get(tag) ?? null);
  }

  isOnBranch(commit: string, branch: string): Promise<boolean> {
    return Promise.resolve((branch === 'main' ? this.onMain : (this.branches.get(branch) ?? [])).includes(commit));
  }

  releases(): Promise<readonly { readonly tag: string; readonly commit: string }[]> {
    return Promise.resolve([...this.tags].flatMap(([tag, commit]) => (/^v\d+\.\d+\.\d+$/.test(tag) ? [{ tag, commit }] : [])));
  }

  /** By tag; the beginning of 2026 where none is set. */
  readonly dates = new Map<string, string>();

  taggedAt(tag: string): Promise<string> {
    return Promise.resolve(this.dates.get(tag) ?? '2026-01-01T00:00:00.000Z');
  }

  isCutFrom(commit: string, base: string, trunk: string): Promise<boolean> {
    return Promise.resolve(this.cuts.has(`${commit} ${base} ${trunk}`));
  }

  tag(name: string, commit: string): Promise<void> {
    const there = this.tags.get(name);
    if (there !== undefined && there !== commit) return Promise.reject(new Error(`${name} names ${there} already`));
    this.tags.set(name, commit);
    return Promise.resolve();
  }

  authorsSinceLastRelease(): Promise<readonly string[]> {
    return Promise.resolve(['Ada Author <ada@example.com>']);
  }
}
