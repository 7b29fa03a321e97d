import type { GateRecord } from '../model/record.ts';

/** `2 of 3`, and how many of the rest were waived: what was let through is not what passed. */
export function gatesPassed(gates: readonly Pick<GateRecord, 'verdict'>[], unit: (total: number) => string = String): string {
  const of = (verdict: GateRecord['verdict']): number => gates.filter((gate) => gate.verdict === verdict).length;
  const waived = of('waived');
  return `${String(of('passed'))} of ${unit(gates.length)} passed${waived === 0 ? '' : `, ${String(waived)} waived`}`;
}
