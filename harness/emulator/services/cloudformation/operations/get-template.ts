import { GetTemplate$, type GetTemplateCommandInput, type GetTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findChangeSet, stackOfChangeSet } from '../change-sets.ts';
import { findStack, stackWant } from '../find-stack.ts';

export const getTemplate = defineOperation<GetTemplateCommandInput, GetTemplateCommandOutput>({
  schema: GetTemplate$,
  accepts: ['StackName', 'ChangeSetName', 'TemplateStage'],
  authorise: (input, context) => [stackWant(context, 'GetTemplate', stackOfChangeSet(context, input))],
  handle(input, context) {
    const { template, written = template } =
      input.ChangeSetName === undefined ? findStack(context, input.StackName) : findChangeSet(context, input).changeSet.target;
    // A stack that is only reviewed has none.
    if (template === '') return { TemplateBody: undefined, StagesAvailable: [] };
    return { TemplateBody: input.TemplateStage === 'Processed' ? template : written, StagesAvailable: ['Original', 'Processed'] };
  },
});
