import { describe, expect, it } from 'vitest';
import type { Infrastructure, Project } from '../../../src/model/project.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { isOfCdk } from './cdk-bootstrap.ts';

function projectWith(infrastructure: Infrastructure): Project {
  return { ...sampleProject, modules: sampleProject.modules.map((module) => ({ ...module, infrastructure })) };
}

describe('an account is bootstrapped for CDK', () => {
  it.each<readonly [boolean, string]>([
    [true, 'cdk.out/Shop.template.json'],
    [true, 'packages/shop/cdk.out/Shop.template.json'],
    [false, 'template.yaml'],
    [false, 'infra/cdk.out.yaml'],
  ])('%s, where the template is %s', (wanted, template) => {
    expect(isOfCdk(projectWith({ kind: 'template', template }))).toBe(wanted);
  });
});
