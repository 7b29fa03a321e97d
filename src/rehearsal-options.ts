import type { Digest } from './model/digest.ts';
import type { Isolation } from './model/project.ts';
import type { Progress } from './ports/progress.ts';

export interface EndpointChoice {
  /** With its port: `http://127.0.0.1:4566`. */
  readonly url: string;
  /** Whether one that is not on this machine is meant. */
  readonly beyondLoopback: boolean;
  /** The address of this machine at which the endpoint's functions find its databases; 127.0.0.1 where absent. */
  readonly reachedAt?: string;
  /** An AWS profile for each environment, and for the accounts `tooling` and `spare`: its keys are that account's owner's. */
  readonly profiles?: Readonly<Record<string, string>>;
}

/** What `createRehearsal` takes. Paths are absolute. */
export interface RehearsalOptions {
  /** The repository's folder; null for the shipped sample. */
  readonly project: string | null;
  /** Uncommitted changes are taken, as an unnamed commit. */
  readonly workingTree?: boolean;
  /** A shipped topology's name or a file; the project's own choice where absent. */
  readonly topology?: string;
  readonly backend?: 'embedded' | 'containers' | 'endpoint';
  /** Of the containers backend; what the project says where absent. */
  readonly emulator?: string;
  readonly isolation?: Isolation;
  /** Of the endpoint backend. */
  readonly endpoint?: EndpointChoice;
  /** Where everything that the run leaves behind goes: `.rehearsal` in the project unless told otherwise. */
  readonly out: string;
  /** What runs share: prepared clusters, built k6, dependencies. */
  readonly cacheDir: string;
  /** The first environment to enter, and the last one; the whole path where absent. What was not passed before `from` is not believed. */
  readonly from?: string;
  /** Go through `from` and what comes after it again, whatever it had come to. */
  readonly again?: boolean;
  readonly to?: string;
  /** Only the first environment, and k6 isn't looked for before something asks for it: what `up` does. */
  readonly onlyFirst?: boolean;
  /** Stands in for a person who may approve. */
  readonly approveAs?: string;
  /** Where the calendar starts, in ms from now. */
  readonly offsetMs?: number;
  readonly pace?: number;
  readonly seed?: number;
  /** Leave the world up. */
  readonly keep?: boolean;
  /** Go on with the run that is in `out`. */
  readonly resume?: boolean;
  /** The world of that run has to be up still: where it is gone, nothing is done. */
  readonly onlyIfUp?: boolean;
  /** The output folder of another run that is down: this one starts in a copy of its world. */
  readonly worldFrom?: string;
  /** A node_modules that is there already: the project's install command isn't run. */
  readonly dependencies?: string;
  /** For several rehearsals at a time: the project's commands give way to everything else, so that one's load test isn't slowed by another's compiler. */
  readonly checksInBackground?: boolean;
  /** And the part, counted from 0, of the ports that function URLs are at: none then draws one that another's world comes back to. Of the embedded backend: the others draw none. */
  readonly portShare?: { readonly index: number; readonly of: number };
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** For rehearsing misuse: the commit that the release tag is put on (a git revision), and who promotes. */
  readonly releaseTagOn?: string;
  readonly candidateTagOn?: string;
  readonly promoteAs?: 'pipeline' | 'tooling-root';
  /** The release that `approveAs` approves, where it is another than the one that waits. */
  readonly approveRelease?: Digest;
  /** For rehearsing an attack: done to the world when it is up, before the path goes on. It gets what somebody with the registry account's keys has. */
  readonly meddle?: (access: WorldAccess) => Promise<void>;
}

/** The registry as its account's root reaches it with ordinary clients. */
export interface WorldAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  /** Keys of the rehearsed commit begin with it. */
  readonly prefix: string;
  /** Makes an AWS call as somebody who is no part of the pipeline. Throws where it is answered otherwise than it says. */
  readonly call: (call: ForeignCall) => Promise<void>;
}

/** A call as a scenario plants it. */
export interface ForeignCall {
  readonly as: 'root' | 'people';
  /** An environment, or `tooling`. */
  readonly environment: string;
  /** As the SDK names its clients: `lambda`, `secrets-manager`. */
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The error that it is to be answered with; let in where absent. */
  readonly refused?: string;
}
