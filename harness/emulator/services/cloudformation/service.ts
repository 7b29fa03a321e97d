import { defineService } from '../../kernel/service.ts';
import { notEmulated } from './errors.ts';
import { createChangeSet } from './operations/create-change-set.ts';
import { createStack } from './operations/create-stack.ts';
import { deleteChangeSet } from './operations/delete-change-set.ts';
import { deleteStack } from './operations/delete-stack.ts';
import { describeChangeSet } from './operations/describe-change-set.ts';
import { describeStackEvents } from './operations/describe-stack-events.ts';
import { describeStackResource } from './operations/describe-stack-resource.ts';
import { describeStackResources } from './operations/describe-stack-resources.ts';
import { describeStacks } from './operations/describe-stacks.ts';
import { executeChangeSet } from './operations/execute-change-set.ts';
import { getTemplateSummary } from './operations/get-template-summary.ts';
import { getTemplate } from './operations/get-template.ts';
import { listChangeSets } from './operations/list-change-sets.ts';
import { listExports } from './operations/list-exports.ts';
import { listImports } from './operations/list-imports.ts';
import { listStackResources } from './operations/list-stack-resources.ts';
import { listStacks } from './operations/list-stacks.ts';
import { updateStack } from './operations/update-stack.ts';
import { updateTerminationProtection } from './operations/update-termination-protection.ts';
import { validateTemplate } from './operations/validate-template.ts';
import { startStackRunner } from './running.ts';

/** Stacks in one account and region: no nested stacks, stack sets, transforms, hooks, imports or drift. */
export const service = defineService({
  signingName: 'cloudformation',
  serviceId: 'CloudFormation',
  operations: [
    createChangeSet,
    createStack,
    deleteChangeSet,
    deleteStack,
    describeChangeSet,
    describeStackEvents,
    describeStackResource,
    describeStackResources,
    describeStacks,
    executeChangeSet,
    getTemplate,
    getTemplateSummary,
    listChangeSets,
    listExports,
    listImports,
    listStackResources,
    listStacks,
    updateStack,
    updateTerminationProtection,
    validateTemplate,
  ],
  notImplemented: notEmulated,
  start: (host) => Promise.resolve(startStackRunner(host)),
});
