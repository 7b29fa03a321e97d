export const checkNames = ['lint', 'typecheck', 'unit', 'integration', 'contract', 'acceptance', 'smoke'] as const;
/** The project's own commands, by what they check. */
export type CheckName = (typeof checkNames)[number];
