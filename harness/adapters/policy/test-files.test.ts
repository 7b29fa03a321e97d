import { expect, it } from 'vitest';
import type { Project } from '../../../src/model/project.ts';
import type { TestKind } from '../../../src/model/topology.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { readYaml } from './read-yaml.ts';
import { moduleTests } from './test-files.ts';

const config = readYaml('project: x\nmodules:\n  MOD-001:\n    template: t.yaml\n    tests:\n      unit: [test]\n');

function count(kind: TestKind, named: readonly string[], ...paths: readonly string[]): number | undefined {
  const project: Project = { ...sampleProject, modules: sampleProject.modules.map((module) => ({ ...module, tests: { [kind]: named } })) };
  return moduleTests(project, paths, config)[0]?.files[kind];
}

it.each([
  ['pay.test.ts', true],
  ['pay.spec.js', true],
  ['pay_test.go', true],
  ['test_pay.py', true],
  ['PayTest.java', true],
  ['PayTests.cs', true],
  ['PayIT.java', true],
  ['pay.feature', true],
  ['fakes.ts', false],
  ['README.md', false],
  ['contest.ts', false],
  ['test-data.json', false],
  ['.gitkeep', false],
])('takes %s in a folder for a test: %s', (name, isTest) => {
  expect(count('unit', ['test/unit'], `test/unit/deep/${name}`)).toBe(isTest ? 1 : 0);
});

it.each(['performance', 'security'] as const)('takes any code in a folder for a %s test', (kind) => {
  expect(count(kind, ['perf/'], 'perf/pay.ts', 'perf/load.js', 'perf/k6.d.ts', 'perf/README.md', 'performance/pay.ts')).toBe(2);
});

it('takes a file that is named as it is, and none that the commit has not', () => {
  expect(count('smoke', ['check.sh'], 'check.sh')).toBe(1);
  expect(count('smoke', ['check.sh', 'test/smoke'], 'other.sh')).toBe(0);
  expect(count('smoke', [], 'smoke.test.ts')).toBe(0);
});

it('says where the module names them', () => {
  const [module] = moduleTests(sampleProject, [], config);
  expect(module).toMatchObject({ module: 'MOD-001', place: 'rehearsal.yaml:5', files: { unit: 0, security: 0 } });
});
