import { loadSharedConfigFiles } from '@smithy/core/config';
import { BackendError, type RootCredentials } from '../backend.ts';
import { rootKeyOf } from '../containers/emulators/container-emulator.ts';

/** By account: the profile whose keys are its owner's. Without any, a key of twelve digits is each account's root. */
export type ProfileNames = Readonly<Record<string, string>>;

/** What has its keys from somewhere else than the file, which may be AWS itself: nothing is asked of anybody but the endpoint. */
const elsewhere = ['role_arn', 'sso_session', 'sso_start_url', 'login_session', 'credential_process', 'web_identity_token_file'];

/**
 * The owner's keys of each account, read from the AWS CLI's own files, `~/.aws/credentials` and `~/.aws/config` or where
 * AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE say they are; of a profile in both, the credentials file's. A run
 * reads them when it starts: a session's have to hold as long as it does.
 *
 * Throws BackendError where a profile isn't there, or has no keys of its own.
 */
export async function ownerKeys(profiles: ProfileNames): Promise<(account: string) => RootCredentials> {
  if (Object.keys(profiles).length === 0) return rootKeyOf;
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const keys = new Map(
    Object.entries(profiles).map(([account, name]) => [account, keysOf(name, { ...configFile[name], ...credentialsFile[name] })]),
  );
  return (account) => {
    const key = keys.get(account);
    if (key === undefined) throw new BackendError(`No profile is named for account ${account}.`, 'Add --profile for it.');
    return key;
  };
}

function keysOf(name: string, profile: Readonly<Record<string, string | undefined>>): RootCredentials {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, aws_session_token: sessionToken } = profile;
  if (Object.keys(profile).length === 0)
    throw new BackendError(`There is no AWS profile ${name}.`, 'Name one of those that aws configure list-profiles prints.');
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const from = elsewhere.find((key) => profile[key] !== undefined);
  throw new BackendError(
    `The AWS profile ${name} has no keys of its own${from === undefined ? '' : `: it has ${from}`}.`,
    'Put aws_access_key_id and aws_secret_access_key into it, as the endpoint gave them.',
  );
}
