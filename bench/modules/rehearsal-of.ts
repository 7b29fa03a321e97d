import { functionsOf } from './generated-function.ts';

export const approver = 'Priya Raman';

/** The project file of that many modules; the first one has a small database. */
export function rehearsalOf(ids: readonly string[]): object {
  return {
    project: 'modules',
    topology: 'topology.yaml',
    install: 'true',
    modules: Object.fromEntries(ids.map((id, index) => [id, moduleOf(id, index === 0)])),
    checks: {
      lint: { command: 'node project/lint.ts', reports: [{ sarif: 'reports/lint.sarif' }] },
      unit: tests('unit', 'handlers', '--experimental-test-coverage --test-reporter=lcov --test-reporter-destination=reports/lcov.info', [
        { lcov: 'reports/lcov.info' },
      ]),
      ...Object.fromEntries(['integration', 'contract', 'acceptance', 'smoke'].map((check) => [check, tests(check, 'urls')])),
    },
    people: [{ name: approver, email: 'priya.raman@modules.example', roles: ['release-manager'] }],
    approvals: { production: { roles: ['release-manager'] } },
  };
}

/** With Node's own runner: it is there, and starts fast. */
function tests(check: string, file: string, more = '', reports: readonly object[] = []): object {
  const junit = `reports/${check}.xml`;
  const command = `mkdir -p reports && node --test --test-reporter=junit --test-reporter-destination=${junit} ${more} project/${file}.ts`;
  return { command, reports: [{ junit }, ...reports] };
}

function moduleOf(id: string, withDatabase: boolean): object {
  const functions = functionsOf(id);
  const named = functions.map(({ name, logicalId, entry }) => [name, { entry, logicalId, url: `${logicalId}Url` }] as const);
  const keys = functions.map(({ name, logicalId }) => [`${logicalId}Key`, `\${artefact.${name}.key}`] as const);
  return {
    functions: Object.fromEntries(named),
    template: `${id}/template.json`,
    parameters: { Environment: '${environment}', ArtefactBucket: '${artefact.bucket}', ...Object.fromEntries(keys) },
    ...(withDatabase ? { database: { name: 'notes', migrations: 'migrations' } } : {}),
  };
}
