import { expect, it } from 'vitest';
import { projectInPreview } from './project-in-preview.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';

const [module] = sampleProject.modules;
const project = {
  ...sampleProject,
  modules:
    module === undefined
      ? []
      : [{ ...module, environments: { dev: { parameters: { Limit: '10' } }, uat: { parameters: { Limit: '99' } } } }],
  flags: { instant: { dev: true }, later: { uat: true } },
};

it('has the parameters and flags of the environment that it is made from, and leaves the others', () => {
  const { modules, flags } = projectInPreview(project, { name: 'preview-a', from: 'dev' });
  expect(modules[0]?.environments).toEqual({ ...project.modules[0]?.environments, 'preview-a': { parameters: { Limit: '10' } } });
  expect(flags).toEqual({ instant: { dev: true, 'preview-a': true }, later: { uat: true } });
});
