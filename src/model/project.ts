import type { CheckName } from './check-name.ts';
import type { ExpectedTraffic } from './load-profile.ts';
import type { ShadowScope } from './shadow.ts';
import type { TestKind } from './topology.ts';

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
  /** What of a candidate's answers is compared where users' requests are mirrored to it. */
  readonly shadow: ShadowScope;
  /** Requests recorded elsewhere that are mirrored after the users'. */
  readonly shadowRecordings: readonly ShadowRecording[];
  readonly security: SecurityInputs;
  /** Where the acceptance criteria are listed, each with an id such as `AC-001`; null where they aren't. */
  readonly acceptanceCriteria: string | null;
  readonly api: ApiDescriptions;
  /** Folder of the Pact files that consumers of this project have handed over; null where there are none. */
  readonly pacts: string | null;
  /** Feature flags: name, then environment, then value. Data of the release, switched without a deploy. */
  readonly flags: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** Stand-ins for other systems that the functions call. */
  readonly externals: readonly External[];
  /** Resource types that the template may hold though they aren't emulated: taken, recorded, and shown as stand-ins. */
  readonly standIns: readonly string[];
  /** How the containers backend is made for it, unless the command line says otherwise. */
  readonly containers: ContainersChoice;
  /** Whose Flyway migrates; null leaves it to the backend: built in on embedded, its container on containers. */
  readonly flyway: FlywayChoice | null;
  readonly people: readonly Person[];
  /** Which roles may approve, by environment. */
  readonly approvals: Readonly<Record<string, { readonly roles: readonly string[] }>>;
}

/** Our own migrator, Flyway in its image, or Flyway as a program of this machine. */
export const flywayChoices = ['builtin', 'container', 'cli'] as const;
export type FlywayChoice = (typeof flywayChoices)[number];

/** Which AWS stands in the containers, and how far the environments are from each other. */
export interface ContainersChoice {
  /** `localstack`, `ministack`, `floci`, or an image. */
  readonly emulator: string;
  /** `strict`: an emulator and a network for each environment, and no way from one to another. */
  readonly isolation: Isolation;
}

export const isolations = ['shared', 'strict'] as const;
export type Isolation = (typeof isolations)[number];

/** What the project promises to its users; each null where it describes none. */
export interface ApiDescriptions {
  /** An OpenAPI document. */
  readonly openapi: string | null;
  /** A folder of JSON Schemas, one an event: `payment.created.json`. */
  readonly events: string | null;
}

/** A HAR file of the commit, with requests that went to one function. */
export interface ShadowRecording {
  readonly function: string;
  readonly recording: string;
}

/** A stand-in for another system: answers on 127.0.0.1, and keeps what it was asked as evidence. */
export interface External {
  /** `ledger`: its address is handed to functions and checks as the parameter `${external.ledger.url}` and EXTERNAL_URL_LEDGER. */
  readonly name: string;
  readonly answers: readonly ScriptedAnswer[];
  /** A HAR file of recorded exchanges, for what isn't scripted; null for none. */
  readonly recording: string | null;
}

export interface ScriptedAnswer {
  readonly method: string;
  /** With {placeholders}: `/accounts/{id}`. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Any JSON, or text. */
  readonly body: unknown;
  readonly latencyMs: number;
  /** Every nth call is dropped or answered 503; null for none. */
  readonly fault: { readonly kind: 'drop' | 'unavailable'; readonly everyNth: number } | null;
}

/** A command line as the user's shell would run it, from the repository's root. */
export type Command = string;

export interface ProjectModule {
  readonly id: string;
  readonly functions: readonly ProjectFunction[];
  readonly infrastructure: Infrastructure;
  /** Where the module's tests of each kind lie: files or folders. */
  readonly tests: Readonly<Partial<Record<TestKind, readonly string[]>>>;
  /** The template's parameters, or the program's variables: for every environment, and what differs per environment. Values may hold ${...} of `parameterSources`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly environments: Readonly<Record<string, { readonly parameters: Readonly<Record<string, string>> }>>;
  readonly database: {
    readonly name: string;
    readonly migrations: string;
    readonly placeholders: Readonly<Record<string, string>>;
    /** How made-up rows are told, by table: `payments`, `audit.events`. */
    readonly synthetic: Readonly<Record<string, SyntheticMark>>;
  } | null;
}

/** What makes a module's resources. One for all environments. */
export type Infrastructure = { readonly kind: 'template'; readonly template: string } | IacProgram;

export const iacTools = ['terraform', 'sst', 'pulumi'] as const;
export type IacTool = (typeof iacTools)[number];

/** A program of another tool than CloudFormation, run by the project's own commands from inside its folder. */
export interface IacProgram {
  readonly kind: 'program';
  readonly tool: IacTool;
  /** The folder; it is stored once and unpacked in every stage. */
  readonly program: string;
  /** Runs first, in the unpacked folder; null for nothing. */
  readonly prepare: Command | null;
  /** Ends with 0 where nothing would change, with 2 where something would. */
  readonly plan: Command;
  readonly apply: Command;
  /** Prints the outputs as a JSON object. */
  readonly outputs: Command;
}

/** The module's template; null where a program makes its resources. */
export function templateOf({ infrastructure }: Pick<ProjectModule, 'infrastructure'>): string | null {
  return infrastructure.kind === 'template' ? infrastructure.template : null;
}

export type SyntheticMark =
  /** An SQL condition that holds for every row that is made up, and for no other. */
  | { readonly kind: 'where'; readonly condition: string }
  /** The table holds reference data: nobody's, and the same everywhere. */
  | { readonly kind: 'reference' };

export interface ProjectFunction {
  /** `create-payment`: its zip is `create-payment.zip`, its URL is handed to checks as API_URL_CREATE_PAYMENT. */
  readonly name: string;
  readonly source: { readonly kind: 'esbuild'; readonly entry: string } | { readonly kind: 'zip'; readonly zip: string };
  /** Logical id of the AWS::Lambda::Function in the template; of a program, the output that holds the function's name or ARN. */
  readonly logicalId: string;
  /** The alias that traffic goes through and that the rollout moves. */
  readonly alias: string;
  /** The output that holds its URL, where it has one. */
  readonly urlOutput: string | null;
}

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
  /** What users are expected to send, by environment. */
  readonly expected: Readonly<Record<string, ExpectedTraffic>>;
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
