import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  EntityAlreadyExistsException,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import type { AwsClients } from '../aws/accounts.ts';
import { audience, issuerAddress, providerArn, type WebIdentity } from '../identity/web-identity.ts';
import { ensureRole } from './ensure-role.ts';
import { platformRolePlan } from './role-plans.ts';

/**
 * What only an account's owner can do: names the issuer whose word counts here, and lets who sets the account up in by it. No user and no key is
 * made. The issuer of an earlier run is taken out: its key is gone. Others' stay.
 */
export async function ensurePlatform(owner: AwsClients, account: string, identity: WebIdentity, trust: object): Promise<void> {
  const arn = providerArn(account, identity);
  const { OpenIDConnectProviderList: present = [] } = await owner.iam.send(new ListOpenIDConnectProvidersCommand({}));
  for (const { Arn: former } of present) {
    if (former !== arn && former?.includes(`:oidc-provider/${issuerAddress}:`) === true)
      await owner.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: former }));
  }
  try {
    await owner.iam.send(new CreateOpenIDConnectProviderCommand({ Url: identity.issuer.url, ClientIDList: [audience] }));
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
  }
  await ensureRole(owner, platformRolePlan(trust));
}
