/** What compose.ts fits to the engine: backends, adapters, k6, time. */
export { openSource } from './adapters/rehearsal/open-source.ts';
export type { OpenedSource, RehearsedProject } from './adapters/rehearsal/open-source.ts';
export { openWorld } from './adapters/rehearsal/open-world.ts';
export type { OpenedWorld, OpenWorldOptions } from './adapters/rehearsal/open-world.ts';
export { forkRun, forkWorld } from './adapters/rehearsal/fork-run.ts';
export { layBaseline } from './adapters/rehearsal/lay-baseline.ts';
export { claimOutFolder } from './adapters/rehearsal/out-folder.ts';
export { databasesOf } from './adapters/world/prepare-world.ts';
export { WorkTrees } from './adapters/rehearsal/work-tree.ts';
export { builtinFlyway } from './adapters/migrations/builtin-flyway.ts';
export { SimulatedApprovals } from './adapters/approvals/simulated-approvals.ts';
export { GitError } from './adapters/source/git.ts';
export { BackendError } from './backends/backend.ts';
export type { Backend, World, WorldPlan } from './backends/backend.ts';
export { readKeptWorld, stopKeptWorld } from './backends/stop-kept.ts';
export { embedded } from './backends/embedded.ts';
export { ensureK6, K6MissingError } from './load/index.ts';
export { systemClock } from './time/system-clock.ts';
