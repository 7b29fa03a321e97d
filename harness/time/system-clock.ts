/** The machine's clocks. `offsetMs` sets where the calendar starts (`--at`). */
export function systemClock(offsetMs = 0): { now(): Date; wallMs(): number; elapsedMs(): number } {
  return { now: () => new Date(Date.now() + offsetMs), wallMs: () => Date.now(), elapsedMs: () => performance.now() };
}
