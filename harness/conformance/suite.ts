/** One suite a service, run on any backend: embedded, LocalStack, AWS itself. */
export interface Conformance {
  /** The service's folder name: `s3`, `lambda`, `iam`. */
  readonly service: string;
  readonly cases: readonly ConformanceCase[];
}

export interface ConformanceCase {
  /** Reads as a sentence: `refuses a second role of the same name`. */
  readonly name: string;
  /** What the backend must be able to do. A backend that lacks one lists the case as missing, it is never shown as passed. */
  readonly needs?: readonly Capability[];
  run(world: ConformanceWorld): Promise<void>;
}

/** What some backends can't do. */
export type Capability =
  | 'iam-enforcement'
  | 'signature-check'
  | 'cross-account-isolation'
  | 'stack-rollback'
  | 'alias-routing-update'
  | 'http-apis'
  | 'function-logs'
  | 'loopback-issuer';

/** The backend under test. Cases share accounts, so they name what they make with `unique` and look at nothing else. */
export interface ConformanceWorld {
  /** A real SDK client, acting as an administrator of `account`, or as whoever holds `credentials`. */
  client<Client>(Ctor: ClientConstructor<Client>, account: string, credentials?: WorldCredentials): Client;
  readonly account: string;
  readonly otherAccount: string;
  readonly region: string;
  /** `<prefix>-<something new>`, at most 24 characters longer than the prefix, lower case. */
  unique(prefix: string): string;
  /** An address at which a function URL is reached from here: some backends know it by its Host header only. Ends with a slash. */
  reach(functionUrl: string): Promise<string>;
  readonly assert: Assert;
}

/** The constructor of an SDK client, as far as a world configures it. */
export type ClientConstructor<Client> = new (config: {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials: WorldCredentials;
  readonly maxAttempts: number;
}) => Client;

export interface WorldCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Of node:assert/strict what cases use. It narrows no types, so that cases need no annotations. */
export interface Assert {
  ok(value: unknown, message?: string): void;
  equal(actual: unknown, expected: unknown, message?: string): void;
  notEqual(actual: unknown, expected: unknown, message?: string): void;
  deepEqual(actual: unknown, expected: unknown, message?: string): void;
  match(text: string, pattern: RegExp, message?: string): void;
}
