/** What `world.json` says of an environment. */
export interface KeptEnvironment {
  readonly name: string;
  readonly account: string;
  /** The first of `regions`. */
  readonly region: string;
  /** Absent in worlds that were left up before environments could have several. */
  readonly regions?: readonly string[];
}
