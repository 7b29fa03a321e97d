/** The repository that is rehearsed: a clone of the rehearsal's own, so that tags made here never reach the user's. */
export interface Source {
  /** 40 hex digits: the commit that is rehearsed. */
  readonly commit: string;
  /** The commit that a tag names, or null where there is no such tag. */
  commitOfTag(tag: string): Promise<string | null>;
  isOnBranch(commit: string, branch: string): Promise<boolean>;
  /** Every release tag (vX.Y.Z) with its commit. */
  releases(): Promise<readonly { readonly tag: string; readonly commit: string }[]>;
  /** When a tag was made, or the commit that it names where it has no date of its own; ISO 8601 UTC. */
  taggedAt(tag: string): Promise<string>;
  /** Whether `base` is in the commit's history, and nothing of `trunk` is in it that is not in `base`. */
  isCutFrom(commit: string, base: string, trunk: string): Promise<boolean>;
  /** Makes a tag in the rehearsal. Throws where the tag names another commit already. */
  tag(name: string, commit: string): Promise<void>;
  /** Names and mail addresses (`Name <mail>`) of all authors of commits since the last release before `commit`. */
  authorsSinceLastRelease(commit: string): Promise<readonly string[]>;
}
