import { parseDocument } from 'yaml';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { badRequest } from '../errors.ts';
import type { CorsRow } from '../state.ts';

/** What an OpenAPI document says of an HTTP API. */
export interface ApiDefinition {
  readonly name: string;
  readonly description?: string;
  readonly version?: string;
  readonly cors?: CorsRow;
  readonly tags: Readonly<Record<string, string>>;
  readonly routes: readonly DefinedRoute[];
}

export interface DefinedRoute {
  readonly routeKey: string;
  readonly operationName?: string;
  readonly integration?: DefinedIntegration;
}

export interface DefinedIntegration {
  readonly IntegrationType: string;
  readonly IntegrationUri: string;
  readonly PayloadFormatVersion?: string;
  readonly TimeoutInMillis?: number;
}

type Members = Readonly<Record<string, unknown>>;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method'];

/** Reads an OpenAPI 3 document with API Gateway's extensions. @throws BadRequestException; NotImplemented for what is not emulated. */
export function readDefinition(text: string): ApiDefinition {
  const document = parseDocument(text, { logLevel: 'silent' });
  const root: unknown = document.errors.length > 0 ? undefined : document.toJS();
  if (!isMembers(root) || !/^3\.\d/.test(textOf(root['openapi']) ?? '')) {
    throw badRequest("Unable to parse the provided definition: it is no OpenAPI 3 document. ('openapi' must be 3.x.y)");
  }
  if (isMembers(root['components']) && root['components']['securitySchemes'] !== undefined) {
    throw new NotImplemented('An authorizer (components.securitySchemes) in the definition of an HTTP API');
  }
  const info = isMembers(root['info']) ? root['info'] : {};
  const description = textOf(info['description']);
  const version = textOf(info['version']);
  const cors = root['x-amazon-apigateway-cors'];
  return {
    name: textOf(info['title']) ?? 'OpenAPI',
    ...(description === undefined ? {} : { description }),
    ...(version === undefined ? {} : { version }),
    ...(isMembers(cors) ? { cors: corsOf(cors) } : {}),
    tags: tagsOf(root['tags']),
    routes: routesOf(isMembers(root['paths']) ? root['paths'] : {}),
  };
}

function routesOf(paths: Members): readonly DefinedRoute[] {
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isMembers(item)) return [];
    return Object.entries(item).flatMap(([name, operation]) => {
      if (!methods.includes(name.toLowerCase()) || !isMembers(operation)) return [];
      return [routeOf(path, name.toLowerCase(), operation)];
    });
  });
}

function routeOf(path: string, method: string, operation: Members): DefinedRoute {
  if (operation['security'] !== undefined && !(Array.isArray(operation['security']) && operation['security'].length === 0)) {
    throw new NotImplemented(`An authorizer (security of ${method} ${path}) in the definition of an HTTP API`);
  }
  const isDefault = operation['isDefaultRoute'] === true || path === '$default' || path === '/$default';
  const verb = method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase();
  const operationName = textOf(operation['operationId']);
  const integration = operation['x-amazon-apigateway-integration'];
  return {
    routeKey: isDefault ? '$default' : `${verb} ${path.length > 1 ? path.replace(/\/$/, '') : path}`,
    ...(operationName === undefined ? {} : { operationName }),
    ...(isMembers(integration) ? { integration: integrationOf(integration) } : {}),
  };
}

const knownMembers = ['type', 'uri', 'httpMethod', 'payloadFormatVersion', 'timeoutInMillis', 'connectionType'];

function integrationOf(integration: Members): DefinedIntegration {
  const unknown = Object.keys(integration).find((name) => !knownMembers.includes(name));
  if (unknown !== undefined) throw new NotImplemented(`The member ${unknown} of x-amazon-apigateway-integration`);
  const version = textOf(integration['payloadFormatVersion']);
  const timeout = Number(integration['timeoutInMillis']);
  return {
    IntegrationType: (textOf(integration['type']) ?? '').toUpperCase(),
    IntegrationUri: textOf(integration['uri']) ?? '',
    // YAML reads 2.0 as the number 2.
    ...(version === undefined ? {} : { PayloadFormatVersion: version.includes('.') ? version : `${version}.0` }),
    ...(integration['timeoutInMillis'] === undefined ? {} : { TimeoutInMillis: timeout }),
  };
}

function corsOf(cors: Members): CorsRow {
  const list = (name: string): readonly string[] => {
    const value = cors[name];
    if (Array.isArray(value)) return value.map(String);
    return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [];
  };
  return {
    allowCredentials: cors['allowCredentials'] === true || cors['allowCredentials'] === 'true',
    allowHeaders: list('allowHeaders'),
    allowMethods: list('allowMethods'),
    allowOrigins: list('allowOrigins'),
    exposeHeaders: list('exposeHeaders'),
    ...(cors['maxAge'] === undefined ? {} : { maxAgeSeconds: Number(cors['maxAge']) }),
  };
}

function tagsOf(tags: unknown): Readonly<Record<string, string>> {
  const list: readonly unknown[] = Array.isArray(tags) ? tags : [];
  return Object.fromEntries(
    list.filter(isMembers).flatMap((tag) => {
      const name = textOf(tag['name']);
      const value = textOf(tag['x-amazon-apigateway-tag-value']);
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
