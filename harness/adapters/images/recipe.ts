/** Runs a program to its end and answers what it printed. Throws ProgramError where it is absent or fails. */
export type RunProgram = (program: string, args: readonly string[], options?: RunOptions) => Promise<string>;

export interface RunOptions {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** One image out of package registries: `harness/images/<folder>` with what `gather` puts beside its Dockerfile. */
export interface Recipe {
  /** As a user types it. */
  readonly name: string;
  readonly tag: string;
  /** Below `harness/images`. */
  readonly folder: string;
  /** Whether it stands on Debian's base image. */
  readonly onDebian: boolean;
  /** Puts into the build context what the Dockerfile copies. */
  gather(context: string, tools: RecipeTools): Promise<void>;
}

export interface RecipeTools {
  readonly run: RunProgram;
  /** Shared between runs; k6 lies there. */
  readonly cacheDir: string;
  /** Below it, kept between builds: downloads are not repeated. */
  readonly work: string;
  /** This project's folders. */
  readonly harness: string;
}
