import { DescribeParameters$ } from '@aws-sdk/client-ssm';
import type { DescribeParametersRequest, DescribeParametersResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { matchesFilters } from '../filters.ts';
import { pageOf } from '../page.ts';
import { parameterArn } from '../parameter-name.ts';
import { metadataOf } from '../shown-parameter.ts';
import { latest, parameters } from '../state.ts';

const filterKeys = ['Name', 'Type', 'Path', 'Tier', 'DataType', 'tag:'];

export const describeParameters = defineOperation<DescribeParametersRequest, DescribeParametersResult>({
  schema: DescribeParameters$,
  accepts: ['ParameterFilters', 'MaxResults', 'NextToken'],
  authorise: (_, context) => [{ action: 'ssm:DescribeParameters', resource: `arn:aws:ssm:${context.region}:${context.account}:*` }],
  handle(input, context) {
    const all = [...parameters(context.state).scan()]
      .map(([, parameter]) => parameter)
      .filter((parameter) => matchesFilters(parameter, input.ParameterFilters ?? [], filterKeys));
    const { items, ...next } = pageOf(all, input, 50);
    return {
      ...next,
      Parameters: items.map((parameter) => ({
        ...metadataOf(parameter, latest(parameter)),
        ARN: parameterArn(context.region, context.account, parameter.name),
      })),
    };
  },
});
