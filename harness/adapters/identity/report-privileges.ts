import { readFile } from 'node:fs/promises';
import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { stageRole } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { leastPrivilege } from './least-privilege.ts';
import { unusedGrants } from './unused-grants.ts';

export interface PrivilegesOptions {
  readonly world: Pick<World, 'trace'>;
  readonly plan: WorldPlan;
  readonly sessions: Pick<Sessions, 'root'>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  readonly note: (text: string) => void;
}

/**
 * Keeps, for each environment's stage role, the policy that would have been enough and what it was granted beyond that; says in one line where that
 * is much. Does nothing where the backend keeps no trace.
 */
export async function reportPrivileges({ world, plan, sessions, evidence, note }: PrivilegesOptions): Promise<void> {
  if (world.trace === null) return;
  const lines = (await readFile(world.trace, 'utf8')).split('\n');
  const wide: string[] = [];
  for (const { name, account } of plan.environments) {
    const enough = leastPrivilege(lines, name);
    if (enough.Statement.length === 0) continue;
    const { PolicyDocument: text = '' } = await sessions
      .root(account)
      .iam.send(new GetRolePolicyCommand({ RoleName: stageRole, PolicyName: stageRole }));
    const beyond = unusedGrants(JSON.parse(decodeURIComponent(text)) as Parameters<typeof unusedGrants>[0], enough);
    const report = { environment: name, role: stageRole, enough, ...beyond };
    await evidence.keep(`${name}-least-privilege.json`, JSON.stringify(report, null, 2));
    if (beyond.unused.length > 0 || beyond.wide.length > 0) wide.push(name);
  }
  if (wide.length > 0)
    note(
      `The stage roles of ${wide.join(', ')} may do more than they did: *-least-privilege.json in the evidence has what would be enough.`,
    );
}
