import { UntagOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { UntagOpenIDConnectProviderCommandInput, UntagOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingProvider, providerWant, saveProvider } from '../oidc-providers.ts';
import { withoutTags } from '../tags.ts';

export const untagOpenIDConnectProvider = defineOperation<UntagOpenIDConnectProviderCommandInput, UntagOpenIDConnectProviderCommandOutput>({
  schema: UntagOpenIDConnectProvider$,
  accepts: ['OpenIDConnectProviderArn', 'TagKeys'],
  authorise: (input, context) => [
    providerWant(context, 'iam:UntagOpenIDConnectProvider', input.OpenIDConnectProviderArn, { 'aws:TagKeys': input.TagKeys ?? [] }),
  ],
  handle(input, context) {
    const row = existingProvider(context, input.OpenIDConnectProviderArn);
    saveProvider(context, { ...row, tags: withoutTags(row.tags, input.TagKeys ?? []) });
    return {};
  },
});
