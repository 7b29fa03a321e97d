import { describe, expect, it } from 'vitest';
import type { Problem } from '../model/problem.ts';
import { ConfigError, renderProblem } from './config-error.ts';
import { loadProject, type PathKind } from './load-project.ts';

const good = `project: payments
modules:
  MOD-001:
    functions:
      transfer:
        entry: src/transfer.ts
        logicalId: TransferFunction
    template: template.yaml
performance:
  script: perf/load.ts
nfrs:
  POST /payments: { p99: 300ms, errorRate: 0.1% }
`;

const present: PathKind = (path) => (path.includes('.') ? 'file' : 'folder');

function problemsOf(text: string, kindOf: PathKind = present): readonly Problem[] {
  try {
    loadProject('rehearsal.yaml', text, kindOf);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadProject', () => {
  it('reads a project with what it leaves out filled in', () => {
    const project = loadProject('rehearsal.yaml', good, present);
    expect(project).toMatchObject({
      name: 'payments',
      repository: 'payments',
      topology: 'four-environment',
      install: 'npm ci',
      performance: { ratePerSecond: 50, durationMs: 20_000, routes: [{ route: 'POST /payments', p99Ms: 300, errorRate: 0.001 }] },
    });
    expect(project.modules[0]?.functions).toEqual([
      {
        name: 'transfer',
        source: { kind: 'esbuild', entry: 'src/transfer.ts' },
        logicalId: 'TransferFunction',
        alias: 'live',
        urlOutput: null,
      },
    ]);
  });

  it('reads a program of another tool, with Terraform’s own commands', () => {
    const text = good.replace('template: template.yaml', 'iac: { tool: terraform, program: infra, apply: make apply }');
    expect(loadProject('rehearsal.yaml', text, present).modules[0]?.infrastructure).toEqual({
      kind: 'program',
      tool: 'terraform',
      program: 'infra',
      prepare: 'terraform init',
      plan: 'terraform plan -input=false -no-color -detailed-exitcode -json',
      apply: 'make apply',
      outputs: 'terraform output -json',
    });
    const absent = problemsOf(text, (path) => (path === 'infra' ? 'absent' : present(path)));
    expect(absent.map(renderProblem).join()).toMatch(/iac\.program: folder not found: infra/);
  });

  it('reads how synthetic rows are told', () => {
    const database = "database: { name: payments, migrations: src, synthetic: { payments: { where: 'test' }, currencies: reference } }";
    const folder = (path: string) => (path === 'src' ? 'folder' : present(path));
    const text = good.replace('template: template.yaml', `template: template.yaml\n    ${database}`);
    expect(loadProject('rehearsal.yaml', text, folder).modules[0]?.database?.synthetic).toEqual({
      payments: { kind: 'where', condition: 'test' },
      currencies: { kind: 'reference' },
    });
    const odd = problemsOf(text.replace('currencies: reference', 'currencies: none'), folder);
    expect(odd.map(renderProblem).join()).toMatch(/must be reference, or where: with an SQL condition/);
  });

  it('reads which requests were recorded for whom', () => {
    const text = `${good}shadow: { headers: [Location], recordings: { transfer: recorded/transfer.har } }\n`;
    expect(loadProject('rehearsal.yaml', text, present)).toMatchObject({
      shadow: { headers: ['location'], ids: [], masks: [] },
      shadowRecordings: [{ function: 'transfer', recording: 'recorded/transfer.har' }],
    });
    const absent = problemsOf(text, (path) => (path.startsWith('recorded') ? 'absent' : present(path)));
    expect(absent.map(renderProblem).join()).toMatch(/shadow\.recordings\.transfer: file not found: recorded\/transfer\.har/);
    expect(problemsOf(text.replace('{ transfer:', '{ refund:')).map(renderProblem).join()).toMatch(
      /shadow\.recordings\.refund: no module has a function refund\n {2}The project's functions: transfer\./,
    );
  });

  it('names file, line, column and path of a missing entry file', () => {
    const problems = problemsOf(good, (path) => (path === 'src/transfer.ts' ? 'absent' : present(path)));
    expect(problems.map(renderProblem)).toEqual([
      expect.stringMatching(/^rehearsal\.yaml:6:16 modules\.MOD-001\.functions\.transfer\.entry: file not found: src\/transfer\.ts/),
    ]);
  });

  it.each([
    [
      'a key that is nearly right',
      good.replace('logicalId:', 'logicalID:'),
      /transfer\.logicalID: unknown key\n {2}Did you mean "logicalId"\?/,
    ],
    ['a key at the top', `${good}topologie: x\n`, /topologie: unknown key\n {2}Did you mean "topology"\?/],
    ['a key that is like nothing', `${good}zzzzzzzz: x\n`, /unknown key\n {2}Known keys here: project, repository/],
    ['a duration without a unit', good.replace('300ms', '300'), /POST \/payments\.p99: must be a duration with its unit/],
    ['both entry and zip', good.replace('entry:', 'zip: a.zip\n        entry:'), /needs exactly one of "entry" and "zip"/],
    [
      'both template and program',
      good.replace('    template:', '    iac: { tool: terraform, program: infra }\n    template:'),
      /needs exactly one of "template" and "iac"/,
    ],
    [
      'a tool without commands',
      good.replace('template: template.yaml', 'iac: { tool: sst, program: infra, plan: sst diff }'),
      /iac: needs plan, apply and outputs: only Terraform has them by default/,
    ],
    ['a path out of the repository', good.replace('src/transfer.ts', '../x.ts'), /must be a path inside the repository/],
    ['text that is no YAML', 'project: [', /^rehearsal\.yaml:1:\d+: is not valid YAML/],
    ['a key that is there twice', `${good}project: again\n`, /is not valid YAML: Map keys must be unique/],
  ])('refuses %s', (_, text, expected) => {
    expect(problemsOf(text).map(renderProblem).join('\n')).toMatch(expected);
  });

  it('tells all problems at once', () => {
    expect(problemsOf(good.replace('0.1%', '0.1').replace('300ms', 'x'))).toHaveLength(2);
  });

  it('refuses two functions of one name, whose zips would be one', () => {
    const twice = good.replace(
      'performance:',
      '  MOD-002:\n    functions:\n      transfer: { entry: src/b.ts, logicalId: B }\n    template: b.yaml\nperformance:',
    );
    expect(problemsOf(twice).map(renderProblem).join()).toMatch(
      /MOD-002\.functions\.transfer: module MOD-001 has a function of this name already/,
    );
  });

  it('refuses two functions with one logical id, of which what is live could not be told apart', () => {
    const twice = good.replace(
      'performance:',
      '  MOD-002:\n    functions:\n      refund: { entry: src/b.ts, logicalId: TransferFunction }\n    template: b.yaml\nperformance:',
    );
    expect(problemsOf(twice).map(renderProblem).join()).toMatch(
      /MOD-002\.functions\.refund\.logicalId: module MOD-001 has a function with the logical id TransferFunction already/,
    );
  });
});
