import { functionCall } from '../functions.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { present } from './expansion.ts';
import { InvalidServerlessResource } from './sam-error.ts';

const names = ['AllowMethods', 'AllowHeaders', 'AllowOrigins', 'MaxAge', 'ExposeHeaders', 'AllowCredentials'];

/** CorsConfiguration in the words of API Gateway's OpenAPI extension. `true` lets every origin in. */
export function openApiCors(logicalId: string, cors: Json): JsonObject {
  if (cors === true || cors === 'true') return { allowOrigins: ['*'] };
  if (isObject(cors) && functionCall(cors) !== undefined) return renamed(cors);
  if (!isObject(cors)) throw new InvalidServerlessResource(logicalId, "Invalid value for 'Cors' property.");
  const unknown = Object.keys(cors).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new InvalidServerlessResource(logicalId, `Invalid key '${unknown}' for 'Cors' property.`);
  const { AllowOrigins, AllowHeaders, AllowMethods, ExposeHeaders, MaxAge, AllowCredentials } = cors;
  if (AllowCredentials === true && JSON.stringify(AllowOrigins) === '["*"]') {
    throw new InvalidServerlessResource(
      logicalId,
      `Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is "'*'" or not set.`,
    );
  }
  return present({
    allowOrigins: AllowOrigins,
    allowHeaders: AllowHeaders,
    allowMethods: AllowMethods,
    exposeHeaders: ExposeHeaders,
    maxAge: MaxAge,
    allowCredentials: AllowCredentials === true ? true : undefined,
  });
}

/** A choice between configurations: SAM writes the names inside it anew, wherever they stand. */
function renamed(cors: JsonObject): JsonObject {
  const text = names.reduce((soFar, name) => soFar.replaceAll(name, name.charAt(0).toLowerCase() + name.slice(1)), JSON.stringify(cors));
  return JSON.parse(text) as JsonObject;
}
