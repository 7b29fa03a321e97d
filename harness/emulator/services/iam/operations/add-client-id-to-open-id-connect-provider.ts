import { AddClientIDToOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { AddClientIDToOpenIDConnectProviderCommandInput, AddClientIDToOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkClientIds } from '../oidc-checks.ts';
import { existingProvider, providerWant, saveProvider } from '../oidc-providers.ts';

/** Adding an id twice changes nothing. */
export const addClientIDToOpenIDConnectProvider = defineOperation<
  AddClientIDToOpenIDConnectProviderCommandInput,
  AddClientIDToOpenIDConnectProviderCommandOutput
>({
  schema: AddClientIDToOpenIDConnectProvider$,
  accepts: ['OpenIDConnectProviderArn', 'ClientID'],
  authorise: (input, context) => [providerWant(context, 'iam:AddClientIDToOpenIDConnectProvider', input.OpenIDConnectProviderArn)],
  handle(input, context) {
    const row = existingProvider(context, input.OpenIDConnectProviderArn);
    saveProvider(context, { ...row, clientIds: checkClientIds([...row.clientIds, input.ClientID ?? '']) });
    return {};
  },
});
