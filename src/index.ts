/** The public API: everything that features and a user's own step definitions may use. */
export { createRehearsal, forkRun } from './compose.ts';
export type { Rehearsal, RehearsalEnd } from './compose.ts';
export type { RehearsalOptions, WorldAccess } from './rehearsal-options.ts';
export type { RunResult } from './engine/run-options.ts';
export type { Progress } from './ports/progress.ts';
export type { Happening } from './model/evidence.ts';
export type { GateRecord, Outcome, RehearsalRecord, StageRecord } from './model/record.ts';
export { releaseIdOf } from './model/release.ts';
export { sha256Of } from './evidence/sha256-of.ts';
export { verifyEvidence } from './evidence/verify/verify-evidence.ts';
export { validateRecord } from './evidence/record/validate-record.ts';
export { exitCodeOf, exitCodes } from './cli/exit-codes.ts';
export { main } from './cli/main.ts';
export { defineRehearsalSteps, RehearsedRelease } from './cucumber/index.ts';
export type { CucumberLike, LibraryOptions } from './cucumber/index.ts';
