import type { EventRecord, TargetRow } from './state.ts';

/** An event on its way to one target, which is looked up as it was when the event came. */
export interface EventsParcel {
  readonly event: EventRecord;
  readonly target: TargetRow;
  readonly rule: { readonly name: string; readonly arn: string };
  /** ISO 8601. */
  readonly ingestedAt: string;
}
