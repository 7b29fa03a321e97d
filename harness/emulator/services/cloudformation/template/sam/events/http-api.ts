import { notEmulated } from '../../../errors.ts';
import { isObject, type Json, shown } from '../../json.ts';
import { ref, type Expansion } from '../expansion.ts';
import { anyMethod, defaultPath, implicitHttpApi } from '../http-api-routes.ts';
import { invalidEvent } from '../sam-error.ts';
import { addPermission, type FunctionEvent } from './function-event.ts';

/** A route of an HTTP API to the function: of the API that ApiId names, or of the one that SAM makes for the template. */
export function expandHttpApiEvent(event: FunctionEvent): void {
  const { functionId, eventId, properties, sam, resource } = event;
  const { ApiId = ref(implicitHttpApi), Auth, RouteSettings, TimeoutInMillis, PayloadFormatVersion } = properties;
  if (Auth !== undefined) throw notEmulated(`The property Auth of an event of type HttpApi (event ${eventId} of resource ${functionId})`);
  if (RouteSettings !== undefined) {
    throw notEmulated(`The property RouteSettings of an event of type HttpApi (event ${eventId} of resource ${functionId})`);
  }
  const { path, method } = pathAndMethod(event);
  const apiId = logicalIdOf(ApiId, sam);
  if (apiId !== undefined) {
    const added = sam.routes.add(apiId, {
      path,
      method,
      functionName: event.alias?.logicalId ?? `${functionId}.Arn`,
      ...(typeof resource['Condition'] === 'string' ? { condition: resource['Condition'] } : {}),
      ...(TimeoutInMillis === undefined ? {} : { timeoutInMillis: TimeoutInMillis }),
      ...(PayloadFormatVersion === undefined ? {} : { payloadFormatVersion: PayloadFormatVersion }),
    });
    if (!added) throw invalidEvent(functionId, eventId, `API method '${method}' defined multiple times for path '${path}'.`);
  }
  // A route for everything has a permission for everything: others to the same function need none.
  const coveredByDefault =
    path !== defaultPath && event.alias === undefined && apiId !== undefined && sam.routes.hasDefault(apiId, `${functionId}.Arn`);
  if (!coveredByDefault) addPermission(event, 'apigateway.amazonaws.com', sourceArn(ApiId, path, method));
}

function pathAndMethod({ properties: { Path, Method }, functionId, eventId }: FunctionEvent): {
  readonly path: string;
  readonly method: string;
} {
  if (Path === undefined && Method === undefined) return { path: defaultPath, method: anyMethod };
  for (const [name, value] of Object.entries({ Path, Method })) {
    if (typeof value === 'string') continue;
    throw invalidEvent(functionId, eventId, `Event is missing key '${name}'.`);
  }
  const method = shown(Method).toLowerCase();
  return { path: shown(Path), method: method === 'any' ? anyMethod : method };
}

/** `!Ref Api`, or the logical id itself; anything else is an API outside the template. */
function logicalIdOf(apiId: Json, { source }: Expansion): string | undefined {
  const name = isObject(apiId) ? apiId['Ref'] : apiId;
  return typeof name === 'string' && (name === implicitHttpApi || source[name] !== undefined) ? name : undefined;
}

/** API Gateway names a route in the ARN as its request has it, each path parameter being a `*`. */
function sourceArn(apiId: Json, path: string, method: string): Json {
  const bare = path === defaultPath ? '' : path.replace(/^(.+)\/$/, '$1').replaceAll(/\{(?:[a-zA-Z0-9._-]+|proxy\+)\}/g, '*');
  const verb = method === anyMethod ? '*' : method.toUpperCase();
  const route = method === anyMethod && bare === `/${defaultPath}` ? bare : `/${verb}${bare}`;
  return {
    'Fn::Sub': [
      `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${route}`,
      { __ApiId__: apiId, __Stage__: '*' },
    ],
  };
}
