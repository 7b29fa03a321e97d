import { stringify } from 'yaml';
import { k6Image } from './k6-program.ts';

export interface OperatorTest {
  /** Of both resources: lower case letters, digits and dashes, 63 at most (RFC 1123). */
  readonly name: string;
  readonly namespace: string;
  /** One file, as k6 takes it. */
  readonly script: string;
  /** How many pods share the rate. */
  readonly parallelism: number;
  /** What the script reads from `__ENV`. */
  readonly variables: Readonly<Record<string, string>>;
  /** On every sample, so that a result can be told from another's. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly file: string;
  readonly text: string;
}

/** A script is one block, as it was written. */
const readable = { blockQuote: 'literal', lineWidth: 0 } as const;
/** A ConfigMap holds 1 MiB of data in all: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation. */
const configMapBytes = 1024 ** 2;

/**
 * The resources that the k6 operator wants: a ConfigMap with the script and a TestRun, k6.io/v1alpha1
 * (grafana/k6-operator, config/crd/bases/k6.io_testruns.yaml). Throws where the operator could not take them.
 */
export function operatorManifests(test: OperatorTest): readonly Manifest[] {
  const { name, namespace, script, parallelism, variables, tags } = test;
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) throw new Error(`${name} is no name that Kubernetes takes.`);
  if (!Number.isInteger(parallelism) || parallelism < 1)
    throw new Error(`${parallelism} pods can't share a rate: give a whole number from 1.`);
  const bytes = Buffer.byteLength(script);
  if (bytes > configMapBytes)
    throw new Error(`The bundled script has ${bytes} bytes, a ConfigMap takes ${configMapBytes}: import less into it.`);
  const metadata = { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'dress-rehearsal' } };
  const file = 'script.js';
  const args = Object.entries(tags).map(([key, value]) => `--tag ${key}=${value}`);
  const env = Object.entries({ K6_NO_USAGE_REPORT: 'true', ...variables }).map(([key, value]) => ({ name: key, value }));
  return [
    { file: 'configmap.yaml', text: stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [file]: script } }, readable) },
    {
      file: 'testrun.yaml',
      text: stringify(
        {
          apiVersion: 'k6.io/v1alpha1',
          kind: 'TestRun',
          metadata,
          spec: {
            parallelism,
            script: { configMap: { name, file } },
            ...(args.length === 0 ? {} : { arguments: args.join(' ') }),
            // The initializer runs `k6 archive` with it: it has to be the k6 that the script was rehearsed with, too.
            initializer: { image: k6Image },
            runner: { image: k6Image, env },
          },
        },
        readable,
      ),
    },
  ];
}
