import { RemoveClientIDFromOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type {
  RemoveClientIDFromOpenIDConnectProviderCommandInput,
  RemoveClientIDFromOpenIDConnectProviderCommandOutput,
} from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingProvider, providerWant, saveProvider } from '../oidc-providers.ts';

/** Removing an id that is not there changes nothing. */
export const removeClientIDFromOpenIDConnectProvider = defineOperation<
  RemoveClientIDFromOpenIDConnectProviderCommandInput,
  RemoveClientIDFromOpenIDConnectProviderCommandOutput
>({
  schema: RemoveClientIDFromOpenIDConnectProvider$,
  accepts: ['OpenIDConnectProviderArn', 'ClientID'],
  authorise: (input, context) => [providerWant(context, 'iam:RemoveClientIDFromOpenIDConnectProvider', input.OpenIDConnectProviderArn)],
  handle(input, context) {
    const row = existingProvider(context, input.OpenIDConnectProviderArn);
    saveProvider(context, { ...row, clientIds: row.clientIds.filter((id) => id !== input.ClientID) });
    return {};
  },
});
