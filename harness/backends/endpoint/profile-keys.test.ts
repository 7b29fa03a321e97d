import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownerKeys } from './profile-keys.ts';

const uat = '222222222222';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  writeFileSync(
    join(folder, 'credentials'),
    `[payments-uat]
aws_access_key_id = AKIAUAT
aws_secret_access_key = secret-of-uat

[session]
aws_access_key_id = ASIAUAT
aws_secret_access_key = secret-of-session
aws_session_token = token-of-session

[half]
aws_access_key_id = AKIAHALF
`,
  );
  writeFileSync(
    join(folder, 'config'),
    `[profile payments-uat]
region = eu-west-1
aws_secret_access_key = of the other file

[profile in-config]
aws_access_key_id = AKIACONFIG
aws_secret_access_key = secret-of-config

[profile assumes]
role_arn = arn:aws:iam::222222222222:role/admin
source_profile = payments-uat

[profile program]
credential_process = /bin/false
`,
  );
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe("the keys of an account's owner", () => {
  it('are the account’s number where no profile is named', async () => {
    expect((await ownerKeys({}))(uat)).toEqual({ accessKeyId: uat, secretAccessKey: 'rehearsal' });
  });

  it.each([
    ['payments-uat', { accessKeyId: 'AKIAUAT', secretAccessKey: 'secret-of-uat' }],
    ['session', { accessKeyId: 'ASIAUAT', secretAccessKey: 'secret-of-session', sessionToken: 'token-of-session' }],
    ['in-config', { accessKeyId: 'AKIACONFIG', secretAccessKey: 'secret-of-config' }],
  ])('are those of the profile %s, as the AWS CLI finds them', async (name, keys) => {
    expect((await ownerKeys({ [uat]: name }))(uat)).toEqual(keys);
  });

  it.each([
    ['nobody', 'There is no AWS profile nobody.'],
    ['half', 'The AWS profile half has no keys of its own.'],
    ['assumes', 'The AWS profile assumes has no keys of its own: it has role_arn.'],
    ['program', 'The AWS profile program has no keys of its own: it has credential_process.'],
  ])('are never asked for elsewhere: %s', async (name, message) => {
    await expect(ownerKeys({ [uat]: name })).rejects.toThrow(message);
  });

  it('are not made up for an account that has no profile', async () => {
    const keys = await ownerKeys({ [uat]: 'payments-uat' });
    expect(() => keys('333333333333')).toThrow('No profile is named for account 333333333333.');
  });
});
