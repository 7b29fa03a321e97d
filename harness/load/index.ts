/** k6: found or built, given one bundled file, its raw points read and summed up. Knows nothing of src/ or the rest of harness/. */
export { buildK6, hasGo } from './build-k6.ts';
export { bundleScript } from './bundle-script.ts';
export { ensureK6 } from './ensure-k6.ts';
export { errorWindow } from './error-window.ts';
export { findK6 } from './find-k6.ts';
export { guardAgainstOurDeath } from './guard.ts';
export { k6Image, K6MissingError, k6Version } from './k6-program.ts';
export type { K6Program } from './k6-program.ts';
export { startK6 } from './run-k6.ts';
export type { K6End, RunningK6 } from './run-k6.ts';
export { readSamples, type Sample } from './sample.ts';
export { summarise } from './summarise.ts';
export type { RouteSummary } from './summarise.ts';
export { operatorManifests } from './k6-operator-manifests.ts';
