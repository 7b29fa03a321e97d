import type { StaticErrorSchema, StaticOperationSchema } from '@smithy/types';
import { structureModel } from './structure-model.ts';
import type { StructureModel } from './structure-model.ts';

export type WireProtocol = 'rest-xml' | 'rest-json' | 'json-1.0' | 'json-1.1' | 'query';

/** What the SDK's runtime schemas say of a service. */
export interface ServiceModel {
  /** In a signature's credential scope: `s3`, `logs`. */
  readonly signingName: string;
  /** `S3`, `CloudWatch Logs`. */
  readonly serviceId: string;
  /** Smithy's: `com.amazonaws.s3`. */
  readonly namespace: string;
  readonly protocol: WireProtocol;
  readonly xmlNamespace: string | undefined;
  /** API version, as Query requests name it: `2011-06-15`. */
  readonly version: string | undefined;
  /** What stands before the operation in X-Amz-Target: `AmazonSSM`. */
  readonly target: string | undefined;
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** By shape name and, in the Query protocol, by code too. */
  readonly errors: ReadonlyMap<string, ErrorModel>;
}

export interface OperationModel {
  readonly name: string;
  readonly schema: StaticOperationSchema;
  /** REST protocols only. */
  readonly http: HttpTrait | undefined;
  readonly input: StructureModel;
  readonly output: StructureModel;
}

export interface HttpTrait {
  readonly method: string;
  /** Path pattern without the query: `/{Key+}`. */
  readonly path: string;
  /** Query literals that belong to the operation: `tagging`, `list-type=2`. */
  readonly literals: readonly (readonly [name: string, value: string])[];
  readonly status: number;
}

export interface ErrorModel {
  readonly shape: string;
  /** What a client of the Query protocol reads; the shape's name elsewhere. */
  readonly code: string;
  readonly httpStatus: number;
  readonly fault: 'client' | 'server';
  readonly structure: StructureModel;
}

export type ServiceDescription = Omit<ServiceModel, 'operations' | 'errors'>;

/** Reads a client package's exports, in which every operation is `<Name>$ = [9, …]` and every error `<Name>$ = [-3, …]`. */
export function readServiceModel(description: ServiceDescription, exported: Readonly<Record<string, unknown>>): ServiceModel {
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  for (const value of Object.values(exported)) {
    if (isOperation(value)) operations.set(value[2], readOperation(value));
    if (isError(value)) {
      const error = readError(value);
      errors.set(error.shape, error);
      if (!errors.has(error.code)) errors.set(error.code, error);
    }
  }
  return { ...description, operations, errors };
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

function isError(value: unknown): value is StaticErrorSchema {
  return Array.isArray(value) && value[0] === -3;
}

/** Structures are read when first needed: a service has hundreds and a run uses few. */
export function readOperation(schema: StaticOperationSchema): OperationModel {
  const [, , name, traits, input, output] = schema;
  return {
    name,
    schema,
    http: typeof traits === 'object' && traits.http !== undefined ? readHttpTrait(traits.http) : undefined,
    get input() {
      return structureModel(input);
    },
    get output() {
      return structureModel(output);
    },
  };
}

function readHttpTrait([method, uri, status]: readonly [string, string, number]): HttpTrait {
  const [path = '/', query = ''] = uri.split('?');
  const literals = query.split('&').filter((part) => part !== '');
  return {
    method,
    path,
    literals: literals.map((literal) => {
      const [name = '', value = ''] = literal.split('=');
      return [name, value] as const;
    }),
    status,
  };
}

export function readError(schema: StaticErrorSchema): ErrorModel {
  const [, , shape, traits] = schema;
  const { awsQueryError, httpError, error } = (typeof traits === 'object' ? traits : {}) as ErrorTraits;
  const fault = error === 'server' ? 'server' : 'client';
  return {
    shape,
    code: awsQueryError?.[0] ?? shape,
    httpStatus: awsQueryError?.[1] ?? httpError ?? (fault === 'server' ? 500 : 400),
    fault,
    get structure() {
      return structureModel(schema);
    },
  };
}

interface ErrorTraits {
  readonly awsQueryError?: readonly [code: string, httpStatus: number];
  readonly httpError?: number;
  readonly error?: 'client' | 'server';
}
