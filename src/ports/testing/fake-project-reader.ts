import type { TestKind } from '../../model/topology.ts';
import type { CriteriaList, ModuleTests, ProjectReader, PromiseSurvey, TemplateSurvey } from '../project-reader.ts';

const oneOfEach: Readonly<Record<TestKind, number>> = {
  unit: 1,
  integration: 1,
  contract: 1,
  acceptance: 1,
  performance: 1,
  security: 1,
  smoke: 1,
};

export function moduleTests(more: Partial<Record<TestKind, number>> = {}, module = 'MOD-001'): ModuleTests {
  return { module, files: { ...oneOfEach, ...more }, place: 'rehearsal.yaml:8' };
}

/** A project that keeps every rule, unless a test says otherwise. */
export class FakeProjectReader implements ProjectReader {
  ofTests: readonly ModuleTests[] = [moduleTests()];
  ofTemplates: TemplateSurvey = { read: ['template.yaml'], programs: [], unread: [], twins: [], findings: [] };
  ofPromises: PromiseSurvey = { since: 'v1.3.0', documents: [] };
  ofCriteria: CriteriaList | null = null;

  tests(): Promise<readonly ModuleTests[]> {
    return Promise.resolve(this.ofTests);
  }

  templates(): Promise<TemplateSurvey> {
    return Promise.resolve(this.ofTemplates);
  }

  promises(): Promise<PromiseSurvey> {
    return Promise.resolve(this.ofPromises);
  }

  criteria(): Promise<CriteriaList | null> {
    return Promise.resolve(this.ofCriteria);
  }
}
