import { GetParameterHistory$ } from '@aws-sdk/client-ssm';
import type { GetParameterHistoryRequest, GetParameterHistoryResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { findParameter, wantOnParameter } from '../find-parameter.ts';
import { pageOf } from '../page.ts';
import { metadataOf, shownValue } from '../shown-parameter.ts';

export const getParameterHistory = defineOperation<GetParameterHistoryRequest, GetParameterHistoryResult>({
  schema: GetParameterHistory$,
  accepts: ['Name', 'WithDecryption', 'MaxResults', 'NextToken'],
  authorise: (input, context) => [wantOnParameter(input.Name ?? '', context, 'GetParameterHistory')],
  async handle(input, context) {
    const { parameter, arn } = findParameter(input.Name ?? '', context);
    const { items, ...next } = pageOf(parameter.versions, input, 50);
    return {
      ...next,
      Parameters: await Promise.all(
        items.map(async (version) => ({
          ...metadataOf(parameter, version),
          Value: await shownValue({ arn, parameter, version }, input.WithDecryption, context),
          Labels: [],
        })),
      ),
    };
  },
});
