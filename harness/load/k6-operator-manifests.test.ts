import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type OperatorTest, operatorManifests } from './k6-operator-manifests.ts';

/** What is used of the published schema of TestRun, k6.io/v1alpha1: names, types and what is required, nothing else let through. */
const pod = z.strictObject({
  image: z.string(),
  env: z.array(z.strictObject({ name: z.string().min(1), value: z.string() })).optional(),
});
const testRun = z.strictObject({
  apiVersion: z.literal('k6.io/v1alpha1'),
  kind: z.literal('TestRun'),
  metadata: z.strictObject({ name: z.string(), namespace: z.string(), labels: z.record(z.string(), z.string()) }),
  spec: z.strictObject({
    parallelism: z.int32(),
    script: z.strictObject({ configMap: z.strictObject({ name: z.string(), file: z.string() }) }),
    arguments: z.string(),
    initializer: pod,
    runner: pod,
  }),
});

const test: OperatorTest = {
  name: 'payments-3f2a',
  namespace: 'load',
  script: 'export default function () {}\n',
  parallelism: 4,
  variables: { RATE: '100', API_URL_CREATE_PAYMENT: 'https://payments.example' },
  tags: { commit: '3f2a' },
};

describe('the manifests for the k6 operator', () => {
  it('are a ConfigMap with the script and a TestRun that names it', () => {
    const [configMap, run] = operatorManifests(test).map(({ text }) => parse(text) as unknown);
    expect(configMap).toMatchObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: test.name },
      data: { 'script.js': test.script },
    });
    const { spec } = testRun.parse(run);
    expect(spec.script.configMap).toEqual({ name: test.name, file: 'script.js' });
    expect(spec.parallelism).toBe(4);
    expect(spec.arguments).toBe('--tag commit=3f2a');
    expect(spec.runner.env).toContainEqual({ name: 'API_URL_CREATE_PAYMENT', value: 'https://payments.example' });
  });

  it.each([
    [{ name: 'Payments' }, 'Payments is no name that Kubernetes takes.'],
    [{ parallelism: 0 }, "0 pods can't share a rate"],
    [{ script: 'x'.repeat(1024 ** 2 + 1) }, 'The bundled script has 1048577 bytes, a ConfigMap takes 1048576'],
  ])('are refused where the operator could not take them: %o', (wrong, message) => {
    expect(() => operatorManifests({ ...test, ...wrong })).toThrow(message);
  });
});
