import { z } from 'zod';
import type { ChecklistItem } from '../model/checklist.ts';
import { gateNames } from '../model/gate-name.ts';

/** A question for whoever approves, or one that a gate of an environment before answers. */
export const checklistFile = z.array(
  z.union([
    z.strictObject({ ask: z.string().min(1), approver: z.literal(true) }),
    z.strictObject({ ask: z.string().min(1), gate: z.enum(gateNames), in: z.string().min(1) }),
  ]),
);

export function toChecklist(items: z.output<typeof checklistFile>): readonly ChecklistItem[] {
  return items.map((item) =>
    'gate' in item
      ? { ask: item.ask, answeredBy: { kind: 'gate', gate: item.gate, environment: item.in } }
      : { ask: item.ask, answeredBy: { kind: 'approver' } },
  );
}
