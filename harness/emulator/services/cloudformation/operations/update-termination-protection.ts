import {
  UpdateTerminationProtection$,
  type UpdateTerminationProtectionCommandInput,
  type UpdateTerminationProtectionCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findStack, stackWant } from '../find-stack.ts';
import { stackTables } from '../state.ts';

export const updateTerminationProtection = defineOperation<
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput
>({
  schema: UpdateTerminationProtection$,
  accepts: ['StackName', 'EnableTerminationProtection'],
  authorise: (input, context) => [stackWant(context, 'UpdateTerminationProtection', input.StackName)],
  handle(input, context) {
    const stack = findStack(context, input.StackName);
    const terminationProtection = input.EnableTerminationProtection === true;
    stackTables(context.state).stacks.put(stack.stackId, { ...stack, terminationProtection });
    return { StackId: stack.stackId };
  },
});
