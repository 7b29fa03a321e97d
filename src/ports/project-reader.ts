import type { TestKind } from '../model/topology.ts';
import type { Finding } from './check-runner.ts';

/** Reads what the commit holds beside its code, as far as the topology has rules about it. Nothing is run. */
export interface ProjectReader {
  tests(): Promise<readonly ModuleTests[]>;
  templates(): Promise<TemplateSurvey>;
  /** What the project promises to its users, compared with what it promised in the latest release. */
  promises(): Promise<PromiseSurvey>;
  /** Null where the project names no file that lists its acceptance criteria. */
  criteria(): Promise<CriteriaList | null>;
}

/** How many test files of each kind a module names in rehearsal.yaml and the commit holds. */
export interface ModuleTests {
  readonly module: string;
  readonly files: Readonly<Record<TestKind, number>>;
  /** `rehearsal.yaml:8`: where the module names its tests, or would. */
  readonly place: string;
}

export interface TemplateSurvey {
  /** Paths of the modules' templates that were read. */
  readonly read: readonly string[];
  /** Folders of programs of other tools, searched for credentials; what they declare is read by no rule. */
  readonly programs: readonly string[];
  readonly unread: readonly Unread[];
  /** Templates that no module names and that declare mostly the same resources as one that is named. */
  readonly twins: readonly TwinTemplate[];
  /** Static credentials, trust and permissions that are too wide. Each one's rule has an id. */
  readonly findings: readonly Finding[];
}

export interface Unread {
  readonly path: string;
  readonly why: string;
}

export interface TwinTemplate {
  /** `infrastructure/production.yaml:3` */
  readonly place: string;
  readonly of: string;
  /** Logical ids that both declare. */
  readonly shared: number;
  /** Logical ids of the smaller of the two. */
  readonly ids: number;
}

export interface PromiseSurvey {
  /** Tag of the release that is compared with; null before the first. */
  readonly since: string | null;
  readonly documents: readonly PromiseComparison[];
}

export interface PromiseComparison {
  readonly path: string;
  readonly kind: 'openapi' | 'event';
  /** False where the release that is compared with had no such document. */
  readonly before: boolean;
  readonly changes: readonly PromiseChange[];
  /** Why the documents couldn't be compared; null where they could. */
  readonly unread: string | null;
}

export interface PromiseChange {
  readonly effect: 'breaking' | 'feature';
  /** `POST /payments, response 201: property "reference" is gone` */
  readonly what: string;
  /** `openapi.yaml:71`, of the former document where the thing is gone. */
  readonly place: string;
}

export interface CriteriaList {
  /** `docs/acceptance-criteria.md` */
  readonly path: string;
  /** In the file's order, each once. */
  readonly criteria: readonly Criterion[];
}

export interface Criterion {
  /** `AC-001` */
  readonly id: string;
  readonly line: number;
}
