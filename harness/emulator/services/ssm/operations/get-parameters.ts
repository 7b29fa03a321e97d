import { GetParameters$ } from '@aws-sdk/client-ssm';
import type { GetParametersRequest, GetParametersResult } from '@aws-sdk/client-ssm';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraint } from '../errors.ts';
import { lookUp, wantOnParameter } from '../find-parameter.ts';
import type { FoundParameter } from '../find-parameter.ts';
import { shownParameter } from '../shown-parameter.ts';

/** What isn't found, be it the parameter or its version, is listed as invalid. */
export const getParameters = defineOperation<GetParametersRequest, GetParametersResult>({
  schema: GetParameters$,
  accepts: ['Names', 'WithDecryption'],
  authorise: (input, context) => (input.Names ?? []).map((name) => wantOnParameter(name, context, 'GetParameters')),
  async handle(input, context) {
    const names = [...new Set(input.Names)];
    if (names.length === 0) throw constraint('names', '[]', 'Member must have length greater than or equal to 1');
    if (names.length > 10) throw constraint('names', `[${names.join(', ')}]`, 'Member must have length less than or equal to 10');
    const looked = names.map((name) => ({ name, found: lookUpOrNothing(name, context) }));
    return {
      Parameters: await Promise.all(
        looked.flatMap(({ found }) => (found === undefined ? [] : [shownParameter(found, input.WithDecryption, context)])),
      ),
      InvalidParameters: looked.flatMap(({ name, found }) => (found === undefined ? [name] : [])),
    };
  },
});

function lookUpOrNothing(name: string, context: OperationContext): FoundParameter | undefined {
  try {
    return lookUp(name, context);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ParameterVersionNotFound') return undefined;
    throw error;
  }
}
