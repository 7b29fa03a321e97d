/** Flyway's verbs, done by our own migrator or by the real one. Text is what a person reads. */
export interface FlywayTool {
  validate(plan: FlywayPlan): Promise<FlywayAnswer>;
  migrate(plan: FlywayPlan): Promise<FlywayAnswer>;
}

export interface FlywayPlan {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  /** A folder with the release's migrations, unpacked from what the registry holds. */
  readonly location: string;
  readonly placeholders: Readonly<Record<string, string>>;
}

export interface FlywayAnswer {
  readonly ok: boolean;
  /** Scripts that were applied, in order; empty for validate. */
  readonly applied: readonly string[];
  /** What is wrong, with file and line; '' where ok. */
  readonly reason: string;
  /** Which it was, with its version: `Flyway 10.21.0 (flyway/flyway:10)`. */
  readonly by: string;
  /** The whole answer, kept as evidence. */
  readonly report: string;
}
