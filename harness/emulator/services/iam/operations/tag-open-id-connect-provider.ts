import { TagOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { TagOpenIDConnectProviderCommandInput, TagOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingProvider, providerWant, saveProvider } from '../oidc-providers.ts';
import { mergeTags, readTags, tagConditionKeys } from '../tags.ts';

export const tagOpenIDConnectProvider = defineOperation<TagOpenIDConnectProviderCommandInput, TagOpenIDConnectProviderCommandOutput>({
  schema: TagOpenIDConnectProvider$,
  accepts: ['OpenIDConnectProviderArn', 'Tags'],
  authorise: (input, context) => [
    providerWant(context, 'iam:TagOpenIDConnectProvider', input.OpenIDConnectProviderArn, tagConditionKeys(input.Tags)),
  ],
  handle(input, context) {
    const row = existingProvider(context, input.OpenIDConnectProviderArn);
    saveProvider(context, { ...row, tags: mergeTags(row.tags, readTags(input.Tags)) });
    return {};
  },
});
