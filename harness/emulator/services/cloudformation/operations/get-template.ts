import { GetTemplate$, type GetTemplateCommandInput, type GetTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findChangeSet, stackOfChangeSet } from '../change-sets.ts';
import { validationError } from '../errors.ts';
import { findStack, stackWant } from '../find-stack.ts';

/** Original and Processed are the same: templates with transforms are refused. */
export const getTemplate = defineOperation<GetTemplateCommandInput, GetTemplateCommandOutput>({
  schema: GetTemplate$,
  accepts: ['StackName', 'ChangeSetName', 'TemplateStage'],
  authorise: (input, context) => [stackWant(context, 'GetTemplate', stackOfChangeSet(context, input))],
  handle(input, context) {
    const template =
      input.ChangeSetName === undefined
        ? findStack(context, input.StackName).template
        : findChangeSet(context, input).changeSet.target.template;
    if (template === '')
      throw validationError(`Stack with id ${input.StackName ?? ''} has no template yet: its change set was not executed`);
    return { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] };
  },
});
