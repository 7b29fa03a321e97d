export interface PlayedScenario {
  readonly status: string;
  /** The capabilities for want of which it was skipped. */
  readonly lacking: readonly string[];
}

/** `76 scenarios, 66 passed, 8 need what this backend lacks (10.5 %: iam-enforcement 4, call-trace 4), 2 failed`. One that was skipped for no such reason has failed. */
export function tallyOf(played: readonly PlayedScenario[]): string {
  const passed = played.filter(({ status }) => status === 'PASSED').length;
  const beyond = played.filter(({ status, lacking }) => status === 'SKIPPED' && lacking.length > 0);
  const failed = played.length - passed - beyond.length;
  const counts = Map.groupBy(
    beyond.flatMap(({ lacking }) => lacking),
    (capability) => capability,
  );
  const each = [...counts].map(([capability, of]) => `${capability} ${of.length}`).join(', ');
  const share = beyond.length === 0 ? '' : ` (${((100 * beyond.length) / played.length).toFixed(1)} %: ${each})`;
  return `${played.length} scenarios, ${passed} passed, ${beyond.length} need what this backend lacks${share}, ${failed} failed`;
}
