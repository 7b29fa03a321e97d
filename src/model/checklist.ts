import type { GateName } from './gate-name.ts';

/** A question that is answered before a person's consent counts. */
export interface ChecklistItem {
  readonly ask: string;
  readonly answeredBy:
    | { readonly kind: 'approver' }
    /** By that gate's verdict in that environment, in this run. */
    | { readonly kind: 'gate'; readonly gate: GateName; readonly environment: string };
}

export interface ChecklistAnswer {
  readonly ask: string;
  /** `acceptance in staging: passed`, or a person's name. */
  readonly answer: string;
}
