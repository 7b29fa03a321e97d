import { GetParameter$ } from '@aws-sdk/client-ssm';
import type { GetParameterRequest, GetParameterResult } from '@aws-sdk/client-ssm';
import { defineOperation } from '../../../kernel/operation.ts';
import { findParameter, wantOnParameter } from '../find-parameter.ts';
import { shownParameter } from '../shown-parameter.ts';

export const getParameter = defineOperation<GetParameterRequest, GetParameterResult>({
  schema: GetParameter$,
  accepts: ['Name', 'WithDecryption'],
  authorise: (input, context) => [wantOnParameter(input.Name ?? '', context, 'GetParameter')],
  async handle(input, context) {
    return { Parameter: await shownParameter(findParameter(input.Name ?? '', context), input.WithDecryption, context) };
  },
});
