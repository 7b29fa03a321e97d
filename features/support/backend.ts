/** Where the rehearsals of the features run: what the profile of cucumber.mjs says. */
export type FeaturesBackend = 'embedded' | 'containers';

let chosen: FeaturesBackend = 'embedded';

export function chooseBackend({ backend = 'embedded' }: { readonly backend?: string }): void {
  if (backend !== 'embedded' && backend !== 'containers')
    throw new Error(`the features play on embedded or containers, not on "${backend}"`);
  chosen = backend;
}

export function backend(): FeaturesBackend {
  return chosen;
}
