import { CreateOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { CreateOpenIDConnectProviderCommandInput, CreateOpenIDConnectProviderCommandOutput } from '@aws-sdk/client-iam';
import { oidcProviderArn } from '../../../accounts/oidc-providers.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { entityAlreadyExists } from '../errors.ts';
import { checkClientIds, checkThumbprints, readProviderUrl } from '../oidc-checks.ts';
import { oidcProviders, providerWant, saveProvider } from '../oidc-providers.ts';
import { readTags, tagConditionKeys, writeTags } from '../tags.ts';

export const createOpenIDConnectProvider = defineOperation<
  CreateOpenIDConnectProviderCommandInput,
  CreateOpenIDConnectProviderCommandOutput
>({
  schema: CreateOpenIDConnectProvider$,
  accepts: ['Url', 'ClientIDList', 'ThumbprintList', 'Tags'],
  authorise(input, context) {
    const arn = oidcProviderArn(context.account, readProviderUrl(input.Url));
    const want = providerWant(context, 'iam:CreateOpenIDConnectProvider', arn, tagConditionKeys(input.Tags));
    return input.Tags === undefined || input.Tags.length === 0 ? [want] : [want, { ...want, action: 'iam:TagOpenIDConnectProvider' }];
  },
  handle(input, context) {
    const url = readProviderUrl(input.Url);
    const arn = oidcProviderArn(context.account, url);
    const clientIds = checkClientIds(input.ClientIDList);
    const thumbprints = checkThumbprints(input.ThumbprintList);
    const tags = readTags(input.Tags);
    if (oidcProviders(context).get(arn) !== undefined) throw entityAlreadyExists(`Provider with url ${input.Url ?? ''} already exists.`);
    saveProvider(context, { arn, url, clientIds, thumbprints, createdAtMs: context.now().getTime(), tags });
    return { OpenIDConnectProviderArn: arn, Tags: writeTags(tags) };
  },
});
