// Who may import whom. Everything that is not listed is an error; tools/check-imports.ts proves that this file is heard.
const layers = {
  '^src/model/': [],
  '^src/ports/': ['^src/model/'],
  '^src/config/': ['^src/model/'],
  '^src/engine/': ['^src/(model|ports)/'],
  '^src/gates/': ['^src/(model|ports)/'],
  '^src/strategies/': ['^src/(model|ports)/'],
  '^src/evidence/': ['^src/(model|ports)/'],
  '^src/report/': ['^src/(model|evidence)/'],
  '^src/cli/': ['^src/'],
  '^src/cucumber/': ['^src/(model|evidence)/', '^src/(compose|rehearsal-options)\\.ts$'],
  '^src/(compose/|(compose|index|rehearsal-options)\\.ts$)': ['^src/', '^harness/index\\.ts$'],
  '^harness/index\\.ts$': ['^harness/'],
  '^harness/(postgres|load|time|oidc)/': [],
  '^harness/emulator/schema/': [],
  '^harness/emulator/accounts/': [],
  '^harness/emulator/protocols/': ['^harness/emulator/(schema|kernel)/'],
  '^harness/emulator/kernel/': ['^harness/emulator/(schema|accounts)/'],
  '^harness/emulator/network/': ['^harness/emulator/kernel/'],
  '^harness/emulator/services/': ['^harness/emulator/(kernel|accounts|schema)/'],
  '^harness/emulator/http/': ['^harness/emulator/(kernel|protocols|accounts|schema)/', '^harness/emulator/services/index\\.ts$'],
  // The emulator's own front door and what stands around it; it knows nothing of src or of the rest of harness.
  '^harness/emulator/[^/]+\\.ts$': ['^harness/emulator/'],
  '^harness/externals/': [],
  '^harness/backends/': ['^harness/emulator/(index|process)\\.ts$', '^harness/(postgres|time|externals)/index\\.ts$'],
  '^harness/conformance/': ['^harness/backends/', '^harness/emulator/(index|testing)\\.ts$'],
  '^harness/outside/': ['^harness/(postgres|backends)/'],
  '^harness/adapters/': ['^src/(model|ports)/', '^harness/(load|postgres|time|oidc|externals)/', '^harness/backends/'],
};

const tests = '\\.test\\.ts$|/testing[^/]*\\.ts$|/testing/';

const forbidden = Object.entries(layers).map(([from, to]) => ({
  name: `layer ${from}`,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: '^(src|harness|features|perf|scenarios|tools|bench)/', pathNot: [from, ...to] },
}));

module.exports = {
  forbidden: [
    ...forbidden,
    { name: 'no-cycles', severity: 'error', from: { pathNot: tests }, to: { circular: true } },
    {
      name: 'services-are-islands',
      severity: 'error',
      from: { path: '^harness/emulator/services/([^/]+)/', pathNot: tests },
      to: { path: '^harness/emulator/services/([^/]+)/', pathNot: '^harness/emulator/services/$1/' },
    },
    {
      name: 'one-composition-root',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/compose(/|\\.ts$)' },
      to: { path: '^harness/' },
    },
    {
      name: 'features-by-the-front-door',
      severity: 'error',
      from: { path: '^features/' },
      to: { path: '^(src|harness)/', pathNot: '^(src|harness)/index\\.ts$' },
    },
    {
      name: 'sdk-clients-only-where-they-belong',
      severity: 'error',
      from: { path: '^(src|harness)/', pathNot: [`^harness/(emulator/(schema|services)|adapters|conformance|outside)/`, tests] },
      to: { path: '@aws-sdk/client-' },
    },
    {
      name: 'codecs-only-in-protocols',
      severity: 'error',
      from: { path: '^(src|harness)/', pathNot: ['^harness/emulator/protocols/', tests] },
      to: { path: '@aws-sdk/core/' },
    },
    {
      name: 'signing-only-in-http',
      severity: 'error',
      // No SDK client calls a function URL.
      from: { path: '^(src|harness)/', pathNot: ['^harness/emulator/http/', '^harness/adapters/isolation/ask-url\\.ts$', tests] },
      to: { path: '@smithy/signature-v4' },
    },
    {
      // A second of modules, for whoever only wants to read --help. A command imports what it does when it is asked to.
      name: 'commands-load-the-rest-when-asked',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: ['^src/cli/(scenarios/|finished-run\\.ts$)', tests] },
      to: {
        path: '^src/(compose\\.ts$|compose/|report/|evidence/.*/|cli/(finished-run\\.ts$|scenarios/(play|prepared)))',
        pathNot: '^src/compose/(shipped|usage-error)\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-room-for-everything',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(utils?|helpers?|common|misc)(/|\\.ts$)', pathNot: 'node_modules' },
    },
    { name: 'tests-are-not-imported', severity: 'error', from: { pathNot: tests }, to: { path: '\\.test\\.ts$' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'scenarios/projects' },
    moduleSystems: ['es6', 'cjs'],
  },
};
