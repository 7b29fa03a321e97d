import { ListOpenIDConnectProviders$ } from '@aws-sdk/client-iam';
import type { ListOpenIDConnectProvidersCommandInput, ListOpenIDConnectProvidersCommandOutput } from '@aws-sdk/client-iam';
import { oidcProviderArn } from '../../../accounts/oidc-providers.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { oidcProviders } from '../oidc-providers.ts';

export const listOpenIDConnectProviders = defineOperation<ListOpenIDConnectProvidersCommandInput, ListOpenIDConnectProvidersCommandOutput>({
  schema: ListOpenIDConnectProviders$,
  accepts: [],
  authorise: (_input, { account }) => [{ action: 'iam:ListOpenIDConnectProviders', resource: oidcProviderArn(account, '') }],
  handle(_input, context) {
    return { OpenIDConnectProviderList: [...oidcProviders(context).scan()].map(([Arn]) => ({ Arn })) };
  },
});
