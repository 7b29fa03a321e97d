import type { RehearsalEnd } from '../compose.ts';
import { coloursOf, line, type Terminal } from './terminal.ts';

export interface TellFlags {
  readonly keep?: boolean;
  readonly out?: string;
  readonly json?: true;
}

/** How a run ended, for whoever typed it: why, what next, where the report is. */
export function tellEnd(end: RehearsalEnd, flags: TellFlags, terminal: Terminal): void {
  const colours = coloursOf(terminal);
  const { stdout, stderr } = terminal;
  const { result } = end;
  const where = flags.out === undefined ? '' : ` --out ${flags.out}`;
  if (result.kind === 'unusable') line(stderr, `${colours.red('error')} ${result.reason}`);
  if (result.kind === 'broke')
    line(
      stderr,
      `${colours.red('error')} ${result.environment}: ${result.step}: ${result.message}\n  Go on with: rehearse run --resume${where}`,
    );
  if (result.kind === 'interrupted') line(stderr, `interrupted at ${result.at}; go on with: rehearse run --resume${where}`);
  if (result.kind === 'finished' && result.outcome === 'waiting')
    line(stderr, `  Approve: rehearse approve ${waitsIn(end)} --as NAME${where}`);
  else if (result.kind === 'finished' && result.outcome !== 'released') line(stderr, `  Why: rehearse explain${where}`);
  if (flags.keep === true)
    line(stderr, colours.dim(`The world is left up: rehearse env ENV prints its credentials, rehearse down${where} ends it.`));
  if (flags.json === true && end.record !== null) {
    line(stdout, JSON.stringify(end.record, null, 2));
    return;
  }
  line(stdout, colours.dim(`signed with key ${end.fingerprint}`));
  line(stdout, `report: ${end.report}`);
}

function waitsIn({ record }: RehearsalEnd): string {
  return record?.stages.find((stage) => stage.outcome === 'waiting')?.environment ?? 'ENV';
}
