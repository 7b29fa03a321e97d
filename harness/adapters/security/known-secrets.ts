import { GetSecretValueCommand, ListSecretsCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import type { World, WorldPlan } from '../../backends/backend.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { everyPage } from '../aws/every-page.ts';
import type { Sessions } from '../aws/sessions.ts';

/** A value that nobody may see, and what it is. */
export interface KnownSecret {
  /** `secret rehearsal/payments/application (password) of uat`. */
  readonly name: string;
  /** Null where it belongs to no environment alone: a session's key. */
  readonly environment: string | null;
  readonly value: string;
}

/** Shorter ones would be found in every text. */
const shortest = 8;
/** Keys that a backend gives by convention are words; real ones are longer than this. */
const shortestKey = 20;

/** Everything secret that this world knows: values in Secrets Manager, database passwords, keys of accounts and of sessions. */
export async function knownSecrets(world: World, plan: WorldPlan, sessions: Sessions): Promise<readonly KnownSecret[]> {
  const stored = await Promise.all(
    plan.environments.flatMap(({ name, account, regions }) => regions.map((region) => storedIn(sessions.root(account, region), name))),
  );
  const servers = plan.environments
    .filter(({ database }) => database)
    .map(({ name }) => ({
      name: `the database owner's password of ${name}`,
      environment: name,
      value: world.postgresOf(name).superuser.password,
    }));
  const accounts = [{ name: 'tooling', account: plan.tooling.account }, ...plan.environments];
  const owners = accounts.flatMap(({ name, account }) => {
    const { secretAccessKey, sessionToken } = world.rootCredentials(account);
    const values = sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken];
    return values.map((value) => ({ name: `the root key of ${name}`, environment: null, value }));
  });
  const issued = sessions.issued().map((value) => ({ name: 'a key or token of a session', environment: null, value }));
  const keys = [...owners, ...issued].filter(({ value }) => value.length >= shortestKey);
  return [...stored.flat(), ...servers, ...keys].filter(({ value }) => value.length >= shortest);
}

async function storedIn({ secrets }: AwsClients, environment: string): Promise<readonly KnownSecret[]> {
  const list = await everyPage(async (NextToken) => {
    const { SecretList: items, NextToken: next } = await secrets.send(new ListSecretsCommand({ MaxResults: 100, NextToken }));
    return { items, next };
  });
  const found = await Promise.all(
    list.map(async ({ Name: name = '', ARN: id }) => {
      const text = await valueOf(secrets, id);
      return text === undefined
        ? []
        : secretParts(text).map(({ key, value }) => ({
            name: `secret ${name}${key === null ? '' : ` (${key})`} of ${environment}`,
            environment,
            value,
          }));
    }),
  );
  return found.flat();
}

async function valueOf(secrets: AwsClients['secrets'], SecretId: string | undefined): Promise<string | undefined> {
  try {
    return (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  } catch (error) {
    // A secret without a value yet.
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

interface Part {
  readonly key: string | null;
  readonly value: string;
}

const sensitive = /pass|pwd|secret|token|key|credential|pin$/i;

/**
 * What of a stored value is to be kept secret. Of JSON the members whose names say so: a database secret holds host and user as well. Where no
 * name says so, all of them.
 */
export function secretParts(text: string): readonly Part[] {
  const members = membersOf(text);
  if (members === null) return [{ key: null, value: text }];
  const named = members.filter(({ key }) => sensitive.test(key ?? ''));
  return named.length > 0 ? named : members;
}

function membersOf(text: string): readonly Part[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
      typeof member === 'string' ? [{ key, value: member }] : [],
    );
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Environments that have the same value, by its names. */
export function sharedAmong(known: readonly KnownSecret[]): readonly { readonly names: readonly string[] }[] {
  const byValue = Map.groupBy(
    known.filter(({ environment }) => environment !== null),
    ({ value }) => value,
  );
  return [...byValue.values()]
    .filter((same) => new Set(same.map(({ environment }) => environment)).size > 1)
    .map((same) => ({ names: same.map(({ name }) => name) }));
}
