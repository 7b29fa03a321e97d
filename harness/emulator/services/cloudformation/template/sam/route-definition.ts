import type { Json, JsonObject } from '../json.ts';
import { present } from './expansion.ts';
import { anyMethod, defaultPath, type HttpApiRoute } from './http-api-routes.ts';

const noValue: JsonObject = { Ref: 'AWS::NoValue' };

/** What an OpenAPI document says of one route. */
export function routeDefinition({
  path,
  method,
  functionName,
  condition,
  timeoutInMillis,
  payloadFormatVersion,
}: HttpApiRoute): JsonObject {
  const uri = {
    'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionName}}/invocations`,
  };
  const names = [...path.matchAll(/\{(.*?)\}/g)].map((match) => match[1] ?? '');
  const definition = present({
    'x-amazon-apigateway-integration': present({
      type: 'aws_proxy',
      httpMethod: 'POST',
      payloadFormatVersion: payloadFormatVersion ?? '2.0',
      uri: condition === undefined ? uri : onlyIf(condition, uri),
      timeoutInMillis,
    }),
    isDefaultRoute: path === defaultPath && method === anyMethod ? true : undefined,
    responses: {},
    parameters: names.length === 0 ? undefined : names.map((name) => ({ name, in: 'path', required: true })),
  });
  return condition === undefined ? definition : onlyIf(condition, definition);
}

export function onlyIf(condition: string, value: Json): JsonObject {
  return { 'Fn::If': [condition, value, noValue] };
}
