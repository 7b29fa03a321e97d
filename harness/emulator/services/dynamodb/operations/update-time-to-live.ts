import { UpdateTimeToLive$ } from '@aws-sdk/client-dynamodb';
import type { UpdateTimeToLiveInput, UpdateTimeToLiveOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraint, validation } from '../errors.ts';
import { changeTable, findNamedTable } from '../tables/named-table.ts';
import { tableAction } from '../tables/table-ref.ts';

export const updateTimeToLive = defineOperation<UpdateTimeToLiveInput, UpdateTimeToLiveOutput>({
  schema: UpdateTimeToLive$,
  accepts: ['TableName', 'TimeToLiveSpecification'],
  authorise: tableAction('UpdateTimeToLive'),
  handle(input, context) {
    const { Enabled: enabled = false, AttributeName: name = '' } = input.TimeToLiveSpecification ?? {};
    if (name === '' || name.length > 255) {
      const rule = name === '' ? 'greater than or equal to 1' : 'less than or equal to 255';
      throw constraint('timeToLiveSpecification.attributeName', name, `Member must have length ${rule}`);
    }
    changeTable(findNamedTable(input.TableName, context), context, ({ expiryAttribute, ...table }) => {
      if (expiryAttribute !== undefined && expiryAttribute !== name)
        throw validation(`TimeToLive is active on a different AttributeName: current AttributeName is ${expiryAttribute}`);
      if (enabled === (expiryAttribute !== undefined)) throw validation(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
      return enabled ? { ...table, expiryAttribute: name } : table;
    });
    return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: name } };
  },
});
