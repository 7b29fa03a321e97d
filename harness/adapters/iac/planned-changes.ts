import { z } from 'zod';
import type { IacProgram } from '../../../src/model/project.ts';
import type { PlannedChange } from '../deploy/module-deployer.ts';
import { jsonLine } from './json-line.ts';

/** A line of `terraform plan -json`: https://developer.hashicorp.com/terraform/internals/machine-readable-ui#planned-change */
const planned = z.object({
  type: z.literal('planned_change'),
  change: z.object({ action: z.string(), resource: z.object({ addr: z.string(), resource_type: z.string() }) }),
});

/** In CloudFormation's words, so that plans read alike. */
const actions: Readonly<Record<string, PlannedChange['action']>> = { create: 'Add', delete: 'Remove' };

/** What a plan that ended with 2 would change. A tool whose output is not Terraform's JSON has one change: the program. */
export function plannedChanges({ program, tool }: Pick<IacProgram, 'program' | 'tool'>, output: string): readonly PlannedChange[] {
  const changes = output.split('\n').flatMap((line) => {
    const read = planned.safeParse(jsonLine(line));
    if (!read.success) return [];
    const { action, resource } = read.data.change;
    const replacement = action === 'replace' ? 'True' : null;
    return [{ action: actions[action] ?? 'Modify', logicalId: resource.addr, type: resource.resource_type, replacement }];
  });
  return changes.length > 0 ? changes : [{ action: 'Modify', logicalId: program, type: tool, replacement: null }];
}
