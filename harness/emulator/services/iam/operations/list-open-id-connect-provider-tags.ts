import { ListOpenIDConnectProviderTags$ } from '@aws-sdk/client-iam';
import type { ListOpenIDConnectProviderTagsCommandInput, ListOpenIDConnectProviderTagsCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { existingProvider, providerWant } from '../oidc-providers.ts';
import { pageOf } from '../page.ts';
import { writeTags } from '../tags.ts';

export const listOpenIDConnectProviderTags = defineOperation<
  ListOpenIDConnectProviderTagsCommandInput,
  ListOpenIDConnectProviderTagsCommandOutput
>({
  schema: ListOpenIDConnectProviderTags$,
  accepts: ['OpenIDConnectProviderArn', 'Marker', 'MaxItems'],
  authorise: (input, context) => [providerWant(context, 'iam:ListOpenIDConnectProviderTags', input.OpenIDConnectProviderArn)],
  handle(input, context) {
    const { items, rest } = pageOf(writeTags(existingProvider(context, input.OpenIDConnectProviderArn).tags), input);
    return { Tags: items, ...rest };
  },
});
