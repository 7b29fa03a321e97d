/** Gates whose time is the project's own commands, or k6's measuring: what a run takes however fast the harness is. */
export const theProjects: ReadonlySet<string> = new Set([
  'lint',
  'typecheck',
  'unit',
  'integration',
  'contract',
  'acceptance',
  'smoke',
  'performance',
]);
