import type { Check, Project, ProjectFunction } from '../../model/project.ts';

const check: Check = { command: 'npm run check', reports: [], timeoutMs: 60_000 };

export const sampleProject: Project = {
  name: 'payments',
  repository: 'payments',
  topology: 'four-environment',
  install: 'npm ci',
  modules: [
    {
      id: 'MOD-001',
      functions: [fn('create', 'CreateFunction'), fn('read', 'ReadFunction')],
      infrastructure: { kind: 'template', template: 'template.json' },
      tests: {},
      parameters: {},
      environments: {},
      database: { name: 'payments', migrations: 'migrations', placeholders: {}, synthetic: {} },
    },
  ],
  checks: { lint: check, typecheck: check, unit: check, integration: check, contract: check, acceptance: check, smoke: check },
  performance: {
    script: 'perf/load.ts',
    ratePerSecond: 50,
    durationMs: 20_000,
    warmUpMs: 2000,
    expected: {},
    routes: [{ route: 'POST /payments', p99Ms: 200, errorRate: 0.001 }],
  },
  shadow: { headers: ['content-type'], ids: ['/id'], masks: ['/at'] },
  shadowRecordings: [],
  security: { advisories: 'advisories', allow: [] },
  acceptanceCriteria: null,
  api: { openapi: null, events: null },
  pacts: null,
  flags: {},
  externals: [],
  standIns: [],
  flyway: null,
  containers: { emulator: 'localstack', isolation: 'shared' },
  people: [
    { name: 'Ada Author', email: 'ada@example.com', roles: ['release-manager'] },
    { name: 'Rosa Release', email: 'rosa@example.com', roles: ['release-manager'] },
    { name: 'Dev Eloper', email: 'dev@example.com', roles: ['developer'] },
  ],
  approvals: { production: { roles: ['release-manager'] } },
};

function fn(name: string, logicalId: string): ProjectFunction {
  return { name, logicalId, source: { kind: 'esbuild', entry: `src/${name}.ts` }, alias: 'live', urlOutput: null };
}
