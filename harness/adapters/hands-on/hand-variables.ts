import { connectionUrl, databaseLogin } from './database-login.ts';
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
    ...(await urls(hands, place.name)),
  };
}

/** Names as checks get them. LocalStack's function URLs need a Host header, so there is no address for them here. */
async function urls(hands: Hands, environment: string): Promise<Readonly<Record<string, string>>> {
  if (hands.kept.kind === 'containers') return {};
  const found = (await hands.functions.of(environment)).flatMap(({ name, url }): [string, string][] =>
    url === null ? [] : [[`API_URL_${name.toUpperCase().replaceAll('-', '_')}`, url]],
  );
  const [first] = found;
  return { ...(first === undefined ? {} : { API_URL: first[1] }), ...Object.fromEntries(found) };
}
