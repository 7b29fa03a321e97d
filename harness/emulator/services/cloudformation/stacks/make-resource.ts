import type { Physical } from '../resources/resource-kind.ts';
import type { ResourceRow } from '../state.ts';
import type { JsonObject } from '../template/json.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';
import { uuid } from './add-event.ts';
import { failureReason, isAlreadyThere } from './handler-message.ts';
import { liveProperties } from './live-properties.ts';
import { callAsStack, resourceContext } from './resource-context.ts';
import { resourceOf, saveResource, type StackRun } from './stack-run.ts';

/** The words for a making: a new resource, or the new one of a replacement. */
export interface MakingWords {
  readonly inProgress: 'CREATE_IN_PROGRESS' | 'UPDATE_IN_PROGRESS';
  readonly complete: 'CREATE_COMPLETE' | 'UPDATE_COMPLETE';
  readonly failed: 'CREATE_FAILED' | 'UPDATE_FAILED';
}

/**
 * Makes the resource of a row that has been written as in progress. The row is written again as soon as the resource exists and when it is
 * complete, so that an interrupted making is taken up where it stopped. Answers whether it succeeded.
 */
export async function makeResource(
  run: StackRun,
  row: ResourceRow,
  kind: AnyResourceKind,
  words: MakingWords,
  takenUp: boolean,
): Promise<boolean> {
  const exists = (id: string): void => {
    const now = resourceOf(run, row.logicalId) ?? row;
    if (now.physicalId === id) return;
    saveResource(run, { ...now, physicalId: id, status: words.inProgress }, 'Resource creation Initiated');
  };
  const context = resourceContext(run, row, exists);
  try {
    const live = await liveProperties(row.logicalId, kind, row.properties, (operation, input) => callAsStack(run, operation, input));
    const made = takenUp ? await takeUp(row, kind, live, context) : await kind.create(live, context);
    exists(made.id);
    saveResource(
      run,
      {
        ...(resourceOf(run, row.logicalId) ?? row),
        physicalId: made.id,
        attributes: made.attributes,
        status: words.complete,
      },
      kind.standIn === true ? standInReason : undefined,
    );
    if (kind.standIn === true) traceStandIn(run, row, made.id);
    return true;
  } catch (error) {
    return failStep(run, row, words.failed, error);
  }
}

const standInReason = 'This is a stand-in: it is recorded, and nothing is emulated behind it.';

function traceStandIn(run: StackRun, { logicalId, type }: ResourceRow, physicalId: string): void {
  run.host.trace({
    at: run.host.now().toISOString(),
    kind: 'stand-in',
    service: 'cloudformation',
    // Whoever reads the trace finds the permissions asked for in every line.
    wants: [],
    account: run.account,
    region: run.region,
    stackId: run.stackId,
    logicalId,
    physicalId,
    type,
  });
}

/** Goes on with a making that was cut off: what was made already is brought to what is wanted, not made twice. */
async function takeUp(
  row: ResourceRow,
  kind: AnyResourceKind,
  live: JsonObject,
  context: ReturnType<typeof resourceContext>,
): Promise<Physical> {
  if (row.physicalId !== undefined) return kind.update({ id: row.physicalId, attributes: {} }, {}, live, context);
  try {
    return await kind.create(live, context);
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
    return kind.update({ id: kind.idOf(live, context), attributes: {} }, {}, live, context);
  }
}

/** Writes the failure with AWS's reason. What is no refusal is a fault of the emulator and goes on up. */
export function failStep(run: StackRun, row: ResourceRow, status: string, error: unknown): false {
  const reason = failureReason(error, uuid(run.host.randomHex(16)));
  if (reason === undefined) throw error;
  saveResource(run, { ...(resourceOf(run, row.logicalId) ?? row), status }, reason);
  return false;
}
