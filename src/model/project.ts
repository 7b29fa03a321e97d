/** The user's rehearsal.yaml, parsed. Paths are relative to the repository's root and were found to exist. */
export interface Project {
  readonly name: string;
  /** `{repo}` in the registry's keys. */
  readonly repository: string;
  /** A shipped topology's name or a path. */
  readonly topology: string;
  readonly install: Command;
  readonly modules: readonly ProjectModule[];
  readonly checks: Readonly<Partial<Record<CheckName, Check>>>;
  readonly performance: Performance | null;
  readonly security: SecurityInputs;
  readonly people: readonly Person[];
  /** Which roles may approve, by environment. */
  readonly approvals: Readonly<Record<string, { readonly roles: readonly string[] }>>;
}

/** A command line as the user's shell would run it, from the repository's root. */
export type Command = string;

export interface ProjectModule {
  readonly id: string;
  readonly functions: readonly ProjectFunction[];
  readonly template: string;
  /** CloudFormation parameters: for every environment, and what differs per environment. Values may hold ${...} of `parameterSources`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly environments: Readonly<Record<string, { readonly parameters: Readonly<Record<string, string>> }>>;
  readonly database: { readonly name: string; readonly migrations: string; readonly placeholders: Readonly<Record<string, string>> } | null;
}

export interface ProjectFunction {
  /** `create-payment`: its zip is `create-payment.zip`, its URL is handed to checks as API_URL_CREATE_PAYMENT. */
  readonly name: string;
  readonly source: { readonly kind: 'esbuild'; readonly entry: string } | { readonly kind: 'zip'; readonly zip: string };
  /** Logical id of the AWS::Lambda::Function in the template. */
  readonly logicalId: string;
  /** The alias that traffic goes through and that the rollout moves. */
  readonly alias: string;
  /** Template output that holds its URL, where it has one. */
  readonly urlOutput: string | null;
}

export const checkNames = ['lint', 'typecheck', 'unit', 'integration', 'contract', 'acceptance', 'smoke'] as const;
export type CheckName = (typeof checkNames)[number];

/** One of the project's own commands, and where its results can be read. Results are read, not believed. */
export interface Check {
  readonly command: Command;
  readonly reports: readonly CheckReportFile[];
  readonly timeoutMs: number;
}

export interface CheckReportFile {
  readonly kind: 'junit' | 'vitest-json' | 'cucumber-json' | 'lcov' | 'coverage-summary' | 'sarif' | 'tsc';
  /** Relative path; for `tsc` the command's own output is read and no file is wanted. */
  readonly path: string | null;
}

export interface Performance {
  readonly script: string;
  readonly ratePerSecond: number;
  readonly durationMs: number;
  readonly warmUpMs: number;
  readonly routes: readonly RouteNfr[];
}

export interface RouteNfr {
  /** As the k6 script tags its requests: `POST /payments`. */
  readonly route: string;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  /** A share: 0.001 is 0.1 %. */
  readonly errorRate: number;
  readonly throughputPerSecond?: number;
}

export interface SecurityInputs {
  /** A folder of OSV advisories (JSON). */
  readonly advisories: string | null;
  /** Paths, as git pathspecs, in which something that looks like a secret is meant (fixtures). */
  readonly allow: readonly string[];
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}
