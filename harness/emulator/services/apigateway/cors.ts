import type { Cors } from '@aws-sdk/client-apigatewayv2';
import { refuseUnknown } from '../../kernel/refuse-unknown.ts';
import { badRequest } from './errors.ts';
import type { CorsRow } from './state.ts';

export function corsFrom(cors: Cors): CorsRow {
  refuseUnknown('CorsConfiguration', cors, ['AllowCredentials', 'AllowHeaders', 'AllowMethods', 'AllowOrigins', 'ExposeHeaders', 'MaxAge']);
  if (cors.AllowCredentials === true && cors.AllowOrigins?.includes('*') === true) {
    throw badRequest('allowCredentials is not allowed when the allowOrigins is specified as *');
  }
  return {
    allowCredentials: cors.AllowCredentials ?? false,
    allowHeaders: cors.AllowHeaders ?? [],
    allowMethods: cors.AllowMethods ?? [],
    allowOrigins: cors.AllowOrigins ?? [],
    exposeHeaders: cors.ExposeHeaders ?? [],
    ...(cors.MaxAge === undefined ? {} : { maxAgeSeconds: cors.MaxAge }),
  };
}
