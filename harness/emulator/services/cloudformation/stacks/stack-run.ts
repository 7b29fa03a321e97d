import type { Principal } from '../../../accounts/principal.ts';
import type { ServiceHost } from '../../../kernel/context.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';
import type { ResourceRow, StackRow, StackTables } from '../state.ts';
import { addEvent } from './add-event.ts';
import { hideSecrets } from './hide-secrets.ts';

/** One stack while it is worked on. */
export interface StackRun {
  readonly host: ServiceHost;
  readonly tables: StackTables;
  readonly kinds: ReadonlyMap<string, AnyResourceKind>;
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  /** Whose permissions the resources are made with: the stack's role, else the caller. */
  readonly principal: Principal;
  readonly token?: string;
}

export function stackOf(run: Pick<StackRun, 'tables' | 'stackId'>): StackRow {
  const stack = run.tables.stacks.get(run.stackId);
  if (stack === undefined) throw new Error(`The stack ${run.stackId} is worked on, but is not in the state.`);
  return stack;
}

export function changeStack(run: Pick<StackRun, 'tables' | 'stackId'>, change: Partial<StackRow>): StackRow {
  const stack = { ...stackOf(run), ...change };
  run.tables.stacks.put(run.stackId, stack);
  return stack;
}

/** Writes the stack's status and its event together. `change` goes with them: what is durable at a status is all or nothing. */
export function setStackStatus(run: StackRun, status: string, reason?: string, change: Partial<StackRow> = {}): void {
  run.host.state.transaction(() => {
    const { statusReason: _old, ...stack } = { ...stackOf(run), ...change };
    run.tables.stacks.put(run.stackId, { ...stack, status, ...(reason === undefined ? {} : { statusReason: reason }) });
    addEvent(run, {
      logicalId: stack.stackName,
      physicalId: run.stackId,
      type: 'AWS::CloudFormation::Stack',
      status,
      ...(reason === undefined ? {} : { reason }),
    });
  });
}

export function resourceKey(run: Pick<StackRun, 'stackId'>, logicalId: string): string {
  return `${run.stackId}#${logicalId}`;
}

export function resourceOf(run: StackRun, logicalId: string): ResourceRow | undefined {
  return run.tables.resources.get(resourceKey(run, logicalId));
}

/** Writes a resource's row and the event of its new status together. */
export function saveResource(run: StackRun, row: Omit<ResourceRow, 'changedAt' | 'statusReason'>, reason?: string): ResourceRow {
  const saved = { ...row, changedAt: run.host.now().toISOString(), ...(reason === undefined ? {} : { statusReason: reason }) };
  if (reason === undefined) delete (saved as { statusReason?: string }).statusReason;
  run.host.state.transaction(() => {
    run.tables.resources.put(resourceKey(run, row.logicalId), saved);
    resourceEvent(run, row, row.status, reason);
  });
  return saved;
}

export function resourceEvent(
  run: StackRun,
  row: Pick<ResourceRow, 'logicalId' | 'type' | 'physicalId' | 'properties'>,
  status: string,
  reason?: string,
): void {
  addEvent(run, {
    logicalId: row.logicalId,
    physicalId: row.physicalId ?? '',
    type: row.type,
    status,
    properties: JSON.stringify(hideSecrets(row.properties, stackOf(run).parameters)),
    ...(reason === undefined ? {} : { reason }),
  });
}
