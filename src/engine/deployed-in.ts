import type { DeployedFunction } from '../model/deployment.ts';
import type { Digest } from '../model/digest.ts';
import type { Happening } from '../model/evidence.ts';
import { releaseIn, stageIn, stateOf } from './run-state.ts';

/** A release that was live in an environment, as the ledger knows it. */
export interface DeployedRelease {
  readonly version: string;
  readonly commit: string;
  /** Null of a release that this run did not build. */
  readonly id: Digest | null;
  readonly functions: readonly DeployedFunction[];
}

/** What an environment has had live: before the run, and by it. Oldest first. */
export function deployedIn(environment: string, happenings: readonly Happening[]): readonly DeployedRelease[] {
  const state = stateOf(happenings);
  const before = happenings.flatMap((each): readonly DeployedRelease[] =>
    each.kind === 'baseline' && each.environment === environment && each.version !== null && each.deployed.length > 0
      ? [{ version: each.version, commit: each.commit ?? '', id: null, functions: each.deployed }]
      : [],
  );
  const deploy = [...stageIn(state, environment).steps.values()].findLast((step) => step.facts.deployed !== undefined);
  const run = state.started;
  if (run === null || deploy?.facts.deployed === undefined) return before;
  return [...before, { version: run.version, commit: run.commit, id: releaseIn(state)?.id ?? null, functions: deploy.facts.deployed }];
}

/** Fewer hex digits than git's own shortest name no person means. */
const shortest = 7;

/** Whether a person who says `named` means this release: by tag, by the beginning of its commit, or of its id. */
export function isNamed({ version, commit, id }: Omit<DeployedRelease, 'functions'>, named: string): boolean {
  if (named === version) return true;
  const hex = named.replace(/^sha256:/, '');
  if (hex.length < shortest) return false;
  return (!named.startsWith('sha256:') && commit.startsWith(hex)) || (id !== null && id.slice('sha256:'.length).startsWith(hex));
}
