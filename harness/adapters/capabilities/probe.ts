import type { Capability } from '../../backends/backend.ts';
import type { AwsClients, AwsCredentials } from '../aws/accounts.ts';

/** Tries one capability with ordinary clients, on things of its own. There it is only where what is allowed goes through and what isn't is refused. */
export interface Probe {
  readonly capability: Capability;
  /** Throws where the backend refuses what belongs to the trial itself: the capability is then missing for that reason. */
  try(place: ProbePlace): Promise<Finding>;
}

export interface Finding {
  readonly there: boolean;
  /** What was seen, as half a sentence: `a call signed with a wrong secret was answered`. */
  readonly seen: string;
  /** Sentences for whoever rehearses here: what was seen will stand in the way of any release, and what helps. Absent where nothing does. */
  readonly warning?: string;
}

/** Where a probe tries. What it makes bears names of its own, and it says how each is taken away again. */
export interface ProbePlace {
  readonly account: string;
  /** Another account's name; the calls there are made by who owns it. */
  readonly otherAccount: string;
  readonly region: string;
  /** The account's owner. */
  owner(account: string): AwsClients;
  /** Somebody in this account, or in another, who calls what lies in `account`. */
  as(credentials: AwsCredentials, account?: string): AwsClients;
  /** `rehearsal-probe-<what>-<something new>` */
  name(what: string): string;
  /** Done when the probe is, the last first, whatever came of it. */
  afterwards(undo: () => Promise<unknown>): void;
  /** A file with a line for each call; null where the backend keeps none. */
  readonly trace: string | null;
  /** Every environment that has a database: where its functions find it. */
  readonly databases: readonly ProbedDatabase[];
}

export interface ProbedDatabase {
  readonly environment: string;
  readonly account: string;
  readonly host: string;
  readonly port: number;
}

export const found = (seen: string): Finding => ({ there: true, seen });
export const lacking = (seen: string): Finding => ({ there: false, seen });
