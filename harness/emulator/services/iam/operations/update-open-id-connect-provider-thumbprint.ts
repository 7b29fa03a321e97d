import { UpdateOpenIDConnectProviderThumbprint$ } from '@aws-sdk/client-iam';
import type {
  UpdateOpenIDConnectProviderThumbprintCommandInput,
  UpdateOpenIDConnectProviderThumbprintCommandOutput,
} from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkThumbprints } from '../oidc-checks.ts';
import { existingProvider, providerWant, saveProvider } from '../oidc-providers.ts';

export const updateOpenIDConnectProviderThumbprint = defineOperation<
  UpdateOpenIDConnectProviderThumbprintCommandInput,
  UpdateOpenIDConnectProviderThumbprintCommandOutput
>({
  schema: UpdateOpenIDConnectProviderThumbprint$,
  accepts: ['OpenIDConnectProviderArn', 'ThumbprintList'],
  authorise: (input, context) => [providerWant(context, 'iam:UpdateOpenIDConnectProviderThumbprint', input.OpenIDConnectProviderArn)],
  handle(input, context) {
    const row = existingProvider(context, input.OpenIDConnectProviderArn);
    saveProvider(context, { ...row, thumbprints: checkThumbprints(input.ThumbprintList) });
    return {};
  },
});
