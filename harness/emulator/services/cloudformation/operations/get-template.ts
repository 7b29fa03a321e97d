import { GetTemplate$, type GetTemplateCommandInput, type GetTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findChangeSet, stackOfChangeSet } from '../change-sets.ts';
import { validationError } from '../errors.ts';
import { findStack, stackWant } from '../find-stack.ts';

export const getTemplate = defineOperation<GetTemplateCommandInput, GetTemplateCommandOutput>({
  schema: GetTemplate$,
  accepts: ['StackName', 'ChangeSetName', 'TemplateStage'],
  authorise: (input, context) => [stackWant(context, 'GetTemplate', stackOfChangeSet(context, input))],
  handle(input, context) {
    const { template, written = template } =
      input.ChangeSetName === undefined ? findStack(context, input.StackName) : findChangeSet(context, input).changeSet.target;
    if (template === '')
      throw validationError(`Stack with id ${input.StackName ?? ''} has no template yet: its change set was not executed`);
    return { TemplateBody: input.TemplateStage === 'Processed' ? template : written, StagesAvailable: ['Original', 'Processed'] };
  },
});
