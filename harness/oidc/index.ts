/** An OpenID Connect issuer on this machine, in the place of a CI system's own. Knows nothing of src/ or the rest of harness/. */
export { startIssuer } from './issuer.ts';
export type { Issuer } from './issuer.ts';
