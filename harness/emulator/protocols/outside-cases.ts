import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceModel, WireProtocol } from '../schema/service-model.ts';
import { readError, readServiceModel } from '../schema/service-model.ts';
import { isErrorSchema, outsideOperation, shapeConverter } from './outside-shapes.ts';
import type { OutsideMember, OutsideShapes } from './outside-shapes.ts';

/** AWS's wire-protocol cases as botocore (Apache-2.0) keeps them, read where the folder is beside the repository; used by tests alone. */
export interface OutsideCase {
  readonly id: string;
  readonly suite: string;
  readonly model: ServiceModel;
  readonly operation: string;
  readonly given: { readonly input?: OutsideMember; readonly output?: OutsideMember; readonly errors?: readonly OutsideMember[] };
  readonly shapes: OutsideShapes;
  readonly params: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
  readonly error: Readonly<Record<string, unknown>> | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly serialized: {
    readonly method: string;
    readonly uri: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status_code: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
}

interface Suite {
  readonly description: string;
  readonly metadata: {
    readonly apiVersion: string;
    readonly targetPrefix?: string;
    readonly xmlNamespace?: string | { readonly uri: string };
  };
  readonly shapes: OutsideShapes;
  readonly cases: readonly (Omit<OutsideCase, 'suite' | 'model' | 'operation' | 'shapes'> & {
    readonly given: OutsideCase['given'] & { readonly name: string; readonly http: Parameters<typeof outsideOperation>[1] };
  })[];
}

const folder = join(import.meta.dirname, '../../../../shared/oracles/protocols');
export const outsideCasesAreHere = existsSync(folder);

const files: Readonly<Record<WireProtocol, string>> = {
  'rest-xml': 'rest-xml',
  'rest-json': 'rest-json',
  'json-1.0': 'json_1_0',
  'json-1.1': 'json',
  query: 'query',
};

export function outsideCases(direction: 'input' | 'output', protocol: WireProtocol): readonly OutsideCase[] {
  if (!outsideCasesAreHere) return [];
  const suites = JSON.parse(readFileSync(join(folder, direction, `${files[protocol]}.json`), 'utf8')) as readonly Suite[];
  return suites.flatMap((suite) => suite.cases.map((one) => readCase(suite, one, protocol)));
}

function readCase({ description, metadata, shapes }: Suite, one: Suite['cases'][number], protocol: WireProtocol): OutsideCase {
  const convert = shapeConverter(shapes, protocol.includes('json'));
  const { name, http } = one.given;
  const operation = outsideOperation(name, http, convert(one.given.input), convert(one.given.output));
  const { xmlNamespace } = metadata;
  const model = readServiceModel(
    {
      signingName: 'outside',
      serviceId: 'Outside',
      namespace: 'outside',
      protocol,
      xmlNamespace: typeof xmlNamespace === 'object' ? xmlNamespace.uri : xmlNamespace,
      version: metadata.apiVersion,
      target: metadata.targetPrefix,
    },
    { operation },
  );
  const errors = (one.given.errors ?? []).map((error) => convert(error)).filter(isErrorSchema);
  const errorModels = errors.map(readError).flatMap((error) => [[error.shape, error] as const, [error.code, error] as const]);
  return { ...one, suite: description, shapes, operation: name, model: { ...model, errors: new Map(errorModels) } };
}
