/** An environment's region. */
export interface DeployPlace {
  readonly environment: string;
  readonly region: string;
  /** What stands in names and answers: the region where the environment has several, nothing where it has one. */
  readonly at: { readonly region?: string };
}

/** In their order, the first one first. */
export function placesOf(environment: string, regions: readonly string[]): readonly DeployPlace[] {
  return regions.map((region) => ({ environment, region, at: regions.length > 1 ? { region } : {} }));
}

/** `production`, or `production-eu-west-1` where there are several regions: what evidence and folders are called by. */
export function labelOf({ environment, at }: DeployPlace): string {
  return at.region === undefined ? environment : `${environment}-${at.region}`;
}
