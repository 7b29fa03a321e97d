/** Steps for a team's own features: what a release must be, in its own words. `docs/features-of-your-own.md` shows them at work. */
export { defineRehearsalSteps } from './define-rehearsal-steps.ts';
export { type LibraryOptions, RehearsedRelease } from './rehearsed-release.ts';
export type { CucumberLike, StepCode } from './cucumber-like.ts';
