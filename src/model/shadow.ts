/** What is compared of the answers to a mirrored request, beside their status. */
export interface ShadowScope {
  /** In lower case. */
  readonly headers: readonly string[];
  /**
   * JSON pointers of the names that the service gives to things, `*` for any place in a list: each version gives its own, and is asked for a thing by
   * its own.
   */
  readonly ids: readonly string[];
  /** JSON pointers of whatever else may differ: what is there must be there in both. */
  readonly masks: readonly string[];
}

/** How a candidate answered copies of users' requests, beside what users were answered. */
export interface Shadow extends ShadowScope {
  readonly routes: readonly ShadowRoute[];
  readonly differences: readonly ShadowDifference[];
}

export interface ShadowRoute {
  readonly route: string;
  /** Requests whose answers were compared. */
  readonly compared: number;
  readonly different: number;
}

/** The same thing in answers of the same route, with the first one's values, shortened. */
export interface ShadowDifference {
  readonly route: string;
  /** `status`, `header location`, `body /status`, `body /items/*`. */
  readonly what: string;
  readonly live: string;
  readonly candidate: string;
  readonly times: number;
}
