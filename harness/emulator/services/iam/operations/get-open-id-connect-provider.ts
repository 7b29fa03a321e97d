import { GetOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { GetOpenIDConnectProviderCommandInput, GetOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingProvider, providerWant } from '../oidc-providers.ts';
import { writeTags } from '../tags.ts';

export const getOpenIDConnectProvider = defineOperation<GetOpenIDConnectProviderCommandInput, GetOpenIDConnectProviderCommandOutput>({
  schema: GetOpenIDConnectProvider$,
  accepts: ['OpenIDConnectProviderArn'],
  authorise: (input, context) => [providerWant(context, 'iam:GetOpenIDConnectProvider', input.OpenIDConnectProviderArn)],
  handle(input, context) {
    const { url, clientIds, thumbprints, createdAtMs, tags } = existingProvider(context, input.OpenIDConnectProviderArn);
    return {
      Url: url,
      ClientIDList: [...clientIds],
      ThumbprintList: [...thumbprints],
      CreateDate: new Date(createdAtMs),
      Tags: writeTags(tags),
    };
  },
});
