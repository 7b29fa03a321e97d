import { PutUserPermissionsBoundary$ } from '@aws-sdk/client-iam';
import type { PutUserPermissionsBoundaryCommandInput, PutUserPermissionsBoundaryCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { identityWant, userKind } from '../identity-kind.ts';
import { putBoundary } from '../boundaries.ts';

export const putUserPermissionsBoundary = defineOperation<PutUserPermissionsBoundaryCommandInput, PutUserPermissionsBoundaryCommandOutput>({
  schema: PutUserPermissionsBoundary$,
  accepts: ['UserName', 'PermissionsBoundary'],
  authorise: (input, context) => [
    identityWant(context, userKind, 'iam:PutUserPermissionsBoundary', input.UserName, {
      'iam:PermissionsBoundary': input.PermissionsBoundary ?? '',
    }),
  ],
  handle(input, context) {
    putBoundary(context, userKind, input.UserName, input.PermissionsBoundary);
    return {};
  },
});
