import type { Happening } from '../model/evidence.ts';
import { stageIn, stateOf, stepsDone } from './run-state.ts';

/**
 * Why a version can't have an environment's traffic back: its database was migrated since, and the version is known not to live with that; or
 * nobody tried, and something was taken away. With the ways forward, of which none is a rollback. Null where it may go back.
 */
export function schemaRefusal(environment: string, version: string | null, happenings: readonly Happening[]): string | null {
  const state = stateOf(happenings);
  const released = state.started?.version ?? null;
  const migrated = [...stageIn(state, environment).steps.values()].flatMap((step) => step.facts.migrated ?? []);
  if (version === null || version === released || migrated.length === 0) return null;
  const tried = stepsDone(state)
    .flatMap((step) => step.facts.compatibility?.matrix ?? [])
    .filter(({ code, schema }) => code === version && schema === released);
  const red = tried.find(({ verdict }) => verdict === 'failed');
  const scripts = migrated.map(({ script }) => script).join(', ');
  const forward = `Roll forward: promote a release that mends it. Or restore the database from before ${scripts}, then roll back.`;
  if (red !== undefined) {
    return `${version} can't live with the schema that ${environment} has since ${scripts}: its ${red.check} tests failed on it (${red.reason.replace(/\.$/, '')}). ${forward}`;
  }
  const contracts = migrated.filter(({ step }) => step === 'contract').map(({ script }) => script);
  if (contracts.length === 0 || tried.some(({ verdict }) => verdict === 'passed')) return null;
  return `Whether ${version} can live with the schema that ${environment} has is not known, and ${contracts.join(', ')} took something away since it was live. ${forward}`;
}

/** The version that was live in an environment before this run changed it. */
export function versionBefore(environment: string, happenings: readonly Happening[]): string | null {
  const baseline = happenings.findLast((each) => each.kind === 'baseline' && each.environment === environment);
  return baseline?.kind === 'baseline' ? baseline.version : null;
}
