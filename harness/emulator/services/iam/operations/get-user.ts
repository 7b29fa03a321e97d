import { GetUser$ } from '@aws-sdk/client-iam';
import type { GetUserCommandInput, GetUserCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { callerUserName } from '../caller-user-name.ts';
import { existing, identityWant, userKind } from '../identity-kind.ts';
import { userDetails } from '../shapes.ts';

export const getUser = defineOperation<GetUserCommandInput, GetUserCommandOutput>({
  schema: GetUser$,
  accepts: ['UserName'],
  authorise: (input, context) => [identityWant(context, userKind, 'iam:GetUser', input.UserName ?? callerUserName(context))],
  handle(input, context) {
    return { User: userDetails(existing(context, userKind, input.UserName ?? callerUserName(context))) };
  },
});
