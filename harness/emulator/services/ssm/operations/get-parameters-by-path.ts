import { GetParametersByPath$ } from '@aws-sdk/client-ssm';
import type { GetParametersByPathRequest, GetParametersByPathResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { isUnder, matchesFilters } from '../filters.ts';
import { wantOnParameter } from '../find-parameter.ts';
import { pageOf } from '../page.ts';
import { checkPath, parameterArn } from '../parameter-name.ts';
import { shownParameter } from '../shown-parameter.ts';
import { latest, parameters } from '../state.ts';

export const getParametersByPath = defineOperation<GetParametersByPathRequest, GetParametersByPathResult>({
  schema: GetParametersByPath$,
  accepts: ['Path', 'Recursive', 'ParameterFilters', 'WithDecryption', 'MaxResults', 'NextToken'],
  authorise: (input, context) => [
    wantOnParameter(input.Path ?? '', context, 'GetParametersByPath', { 'ssm:Recursive': String(input.Recursive ?? false) }),
  ],
  async handle(input, context) {
    const { Path: path = '', Recursive: recursive = false } = input;
    checkPath(path);
    const all = [...parameters(context.state).scan()]
      .map(([, parameter]) => parameter)
      .filter((parameter) => isUnder(parameter.name, path, recursive))
      .filter((parameter) => matchesFilters(parameter, input.ParameterFilters ?? [], ['Type']));
    const { items, ...next } = pageOf(all, input, 10);
    const shown = items.map((parameter) => ({
      parameter,
      version: latest(parameter),
      selector: undefined,
      arn: parameterArn(context.region, context.account, parameter.name),
    }));
    return { ...next, Parameters: await Promise.all(shown.map((each) => shownParameter(each, input.WithDecryption, context))) };
  },
});
