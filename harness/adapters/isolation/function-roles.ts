import { AwsClients, type AwsCredentials } from '../aws/accounts.ts';
import { askProbeFunction } from './ask-probe-function.ts';

/** Credentials of a function's role live an hour and more; a run asks for them again before that. */
const keptForMs = 20 * 60_000;

/** Answers with the credentials that Lambda has given it, which are its role's. */
const handler = `export const handler = async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});
`;

/**
 * Sessions of roles that trust Lambda and nobody else. They come from where functions get them: a function of our own is made with the role,
 * asked for what Lambda handed it, and removed. No trust policy is touched.
 */
export class FunctionRoles implements Disposable {
  readonly #made = new Map<string, { readonly clients: Promise<AwsClients>; readonly untilMs: number }>();

  async as(owner: AwsClients, role: string): Promise<AwsClients> {
    const known = this.#made.get(role);
    if (known !== undefined && performance.now() < known.untilMs) return await known.clients;
    const clients = takeCredentials(owner, role).then(
      (credentials) => new AwsClients({ ...owner.options, credentials: () => Promise.resolve(credentials) }),
    );
    this.#made.set(role, { clients, untilMs: performance.now() + keptForMs });
    return await clients;
  }

  [Symbol.dispose](): void {
    for (const { clients } of this.#made.values()) {
      clients.then(
        (made) => made.destroy(),
        // Whoever asked for it has been told.
        () => undefined,
      );
    }
    this.#made.clear();
  }
}

async function takeCredentials(owner: AwsClients, role: string): Promise<AwsCredentials> {
  return (await askProbeFunction(owner, role, handler, {})) as AwsCredentials;
}
