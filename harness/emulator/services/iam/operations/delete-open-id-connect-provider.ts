import { DeleteOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { DeleteOpenIDConnectProviderCommandInput, DeleteOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { oidcProviders, providerWant } from '../oidc-providers.ts';

/** Deleting a provider that is not there succeeds, as with AWS. */
export const deleteOpenIDConnectProvider = defineOperation<
  DeleteOpenIDConnectProviderCommandInput,
  DeleteOpenIDConnectProviderCommandOutput
>({
  schema: DeleteOpenIDConnectProvider$,
  accepts: ['OpenIDConnectProviderArn'],
  authorise: (input, context) => [providerWant(context, 'iam:DeleteOpenIDConnectProvider', input.OpenIDConnectProviderArn)],
  handle(input, context) {
    oidcProviders(context).delete(input.OpenIDConnectProviderArn ?? '');
    return {};
  },
});
