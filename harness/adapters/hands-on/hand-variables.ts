import { isLoopback } from '../../backends/endpoint/loopback.ts';
import { connectionUrl, databaseLogin } from './database-login.ts';
import { urlVariable } from '../world/url-variable.ts';
import type { Hands, Place } from './hands.ts';

/** What a shell wants of an environment: its account as root, its database as the application, its functions' URLs. */
export async function handVariables(hands: Hands, place: Place): Promise<Readonly<Record<string, string>>> {
  const { endpoint, accessKeyId, secretAccessKey } = hands.access(place);
  const account = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  if (!hands.environments.some(({ name }) => name === place.name)) return account;
  const login = await databaseLogin(hands, place.name, 'application');
  return {
    ...account,
    REHEARSAL_ENVIRONMENT: place.name,
    ...(login === null ? {} : { DATABASE_URL: connectionUrl(login) }),
    ...(await urls(hands, place)),
  };
}

/** Names as checks get them. LocalStack's function URLs need a Host header, so there is no address for such a one here. */
async function urls(hands: Hands, { name: environment, region: first }: Place): Promise<Readonly<Record<string, string>>> {
  const found = (await hands.functions.of(environment)).flatMap(({ name, url, region = first }): [string, string][] =>
    url === null || !isLoopback(url) ? [] : [[urlVariable(name, region === first ? null : region), url]],
  );
  const [main] = found;
  return { ...(main === undefined ? {} : { API_URL: main[1] }), ...Object.fromEntries(found) };
}
