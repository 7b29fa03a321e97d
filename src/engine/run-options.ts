import type { Happening, RunStarted } from '../model/evidence.ts';
import type { GateName } from '../model/gate-name.ts';
import type { Project } from '../model/project.ts';
import type { Outcome } from '../model/record.ts';
import type { Sha256 } from '../model/digest.ts';
import type { Topology } from '../model/topology.ts';
import type { Gate } from '../ports/gate.ts';
import type { Ports } from '../ports/ports.ts';
import type { RolloutJudge } from '../ports/rollout-judge.ts';
import type { Strategies } from '../ports/strategy.ts';
import type { TagCommits } from './admit.ts';
import type { Limits } from './path.ts';

export interface RunOptions extends Limits {
  readonly topology: Topology;
  readonly project: Project;
  readonly gates: ReadonlyMap<GateName, Gate>;
  readonly strategies: Strategies;
  readonly judge: RolloutJudge;
  readonly ports: Ports;
  readonly sha256: Sha256;
  /** What `run-started` says. A ledger that holds one already is resumed, and must be of the same commit, version and topology. */
  readonly start: Omit<RunStarted, 'kind' | 'at' | 'path'>;
  /** What the environments hold before the run; those the ledger has already are left out, those missing are read from the account. */
  readonly baselines: readonly Omit<Extract<Happening, { readonly kind: 'baseline' }>, 'kind' | 'at'>[];
  /** Judge again what blocked a run that has ended. */
  readonly judgeAgain?: boolean;
  /** Environments that are gone through again from their beginning, whatever they had come to. */
  readonly again?: readonly string[];
  /** Nothing of what the run did is in the world: all of it is gone through again, with what was built. */
  readonly newWorld?: boolean;
  /** What the backend's profile takes as missing, by name: a gate that can't judge for want of nothing else is waived. */
  readonly acceptedGaps?: readonly string[];
  readonly tagCommits?: TagCommits;
  /** Ends the run between two steps, without a `run-finished`. */
  readonly signal?: AbortSignal;
  readonly world?: WorldHealth;
}

/** What carries the run: accounts, databases, the disk. */
export interface WorldHealth {
  /** Rejects, with the sentence, as soon as a part of it has ended by itself. Never resolves. */
  readonly broke: Promise<never>;
  /**
   * Why a step that threw (`cause`) or is red says nothing about the release, in a sentence; null where the world was well.
   * A dead database refuses connections some moments before anybody knows that it is dead: the answer waits for that.
   */
  fault(cause: unknown): Promise<Error | null>;
}

export type RunResult =
  | {
      readonly kind: 'finished';
      readonly outcome: Outcome;
      readonly reason: string;
      /** The tool without which a gate could not judge: the run then ends 3. */
      readonly missingTool: string | null;
      /** The run had ended before: nothing was done. */
      readonly already: boolean;
    }
  /** The world broke inside a step, which has no verdict; the run can be resumed at it. */
  | { readonly kind: 'broke'; readonly environment: string; readonly step: string; readonly message: string; readonly cause: unknown }
  /** Stopped by its signal; `at` is where it goes on when it is resumed. */
  | { readonly kind: 'interrupted'; readonly at: string }
  /** The options don't fit the topology or the ledger: nothing was done. */
  | { readonly kind: 'unusable'; readonly reason: string };
