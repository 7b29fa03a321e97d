import { DeleteOpenIDConnectProviderCommand, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from '../../aws/accounts.ts';
import type { KindOfThing } from './kind-of-thing.ts';

/** Those whose issuer listens at that address: each run's has a port of its own. */
export const identityProviders: KindOfThing = {
  isThere: async (owner, address) => (await providersAt(owner, address)).length > 0,
  remove: async (owner, address) => {
    for (const arn of await providersAt(owner, address))
      await owner.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    return [];
  },
};

async function providersAt({ iam }: AwsClients, address: string): Promise<readonly string[]> {
  const { OpenIDConnectProviderList: present = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  return present.flatMap(({ Arn: arn }) => (arn?.includes(`:oidc-provider/${address}:`) === true ? [arn] : []));
}
