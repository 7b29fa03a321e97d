import { ListKeys$ } from '@aws-sdk/client-kms';
import type { ListKeysRequest, ListKeysResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { isGone } from '../find-key.ts';
import { pageOf } from '../page.ts';
import { keys } from '../state.ts';

export const listKeys = defineOperation<ListKeysRequest, ListKeysResponse>({
  schema: ListKeys$,
  accepts: ['Limit', 'Marker'],
  authorise: () => [{ action: 'kms:ListKeys', resource: '*' }],
  handle(input, context) {
    const present = [...keys(context.state).scan()].filter(([, key]) => !isGone(key, context));
    const { items, rest } = pageOf(present, input);
    return { Keys: items.map(([, { id, arn }]) => ({ KeyId: id, KeyArn: arn })), ...rest };
  },
});
