import { basename } from 'node:path';
import type { Project } from '../../../src/model/project.ts';
import { testKinds, type TestKind } from '../../../src/model/topology.ts';
import type { ModuleTests } from '../../../src/ports/project-reader.ts';
import type { ReadYaml } from './read-yaml.ts';

/** As test runners find them: pay.test.ts, pay.spec.ts, pay_test.go, test_pay.py, PayTest.java, PayIT.java, pay.feature. */
const testName = /(^|[._-])(tests?|specs?|it|e2e)\.\w+$|^test_|\w(Tests?|IT|Spec)\.\w+$|\.feature$/;
/** k6 scripts and scanners' rules carry no such name. */
const anyCode = /(?<!\.d)\.([cm]?[jt]sx?|py|go|java|kt|rb|cs|scala)$/;
const byCode = new Set<TestKind>(['performance', 'security']);

/** Test files that each module names under `tests`, by kind: a path that is a file counts as it is, a folder by the test files below it. */
export function moduleTests(project: Project, paths: readonly string[], rehearsalYaml: ReadYaml): readonly ModuleTests[] {
  return project.modules.map(({ id, tests }) => {
    const files = Object.fromEntries(testKinds.map((kind) => [kind, filesOf(kind, tests[kind] ?? [], paths).length]));
    return {
      module: id,
      files: files as Readonly<Record<TestKind, number>>,
      place: `rehearsal.yaml:${rehearsalYaml.lineOf(['modules', id, 'tests'])}`,
    };
  });
}

function filesOf(kind: TestKind, named: readonly string[], paths: readonly string[]): readonly string[] {
  const places = named.map((path) => path.replace(/\/+$/, ''));
  return paths.filter((path) => places.some((place) => path === place || (path.startsWith(`${place}/`) && isTest(kind, path))));
}

function isTest(kind: TestKind, path: string): boolean {
  return testName.test(basename(path)) || (byCode.has(kind) && anyCode.test(path));
}
