import type { Cors, FunctionUrlAuthType, InvokeMode } from '@aws-sdk/client-lambda';
import type { Partition } from '../../../accounts/state.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { constraintBroken, resourceNotFound } from '../errors.ts';
import { functionArn, functionRef } from '../function-ref.ts';
import type { FunctionRef } from '../function-ref.ts';
import { lambdaTables } from '../state.ts';
import type { CorsRow, FunctionUrlRow } from '../state.ts';
import { urlOf } from './function-urls.ts';

/** What all operations answer of a function URL. */
export interface UrlConfig {
  readonly FunctionUrl: string;
  readonly FunctionArn: string;
  readonly AuthType: FunctionUrlAuthType;
  readonly Cors?: Cors;
  readonly CreationTime: string;
  readonly LastModifiedTime: string;
  readonly InvokeMode: InvokeMode;
}

export function urlConfig(ref: FunctionRef, row: FunctionUrlRow): UrlConfig {
  return {
    FunctionUrl: urlOf(row),
    FunctionArn: functionArn({ ...ref, ...(row.alias === '' ? {} : { qualifier: row.alias }) }),
    AuthType: row.authType,
    ...(row.cors === undefined ? {} : { Cors: corsView(row.cors) }),
    CreationTime: row.createdAt,
    LastModifiedTime: row.modifiedAt,
    InvokeMode: 'BUFFERED',
  };
}

/** A function URL is on the function itself or on an alias, never on a version. */
export function urlRef(
  caller: { account: string; region: string },
  functionName: string | undefined,
  qualifier: string | undefined,
): FunctionRef {
  const ref = functionRef(caller, functionName, qualifier);
  if (ref.qualifier !== undefined && /^(?:\d+|\$LATEST)$/.test(ref.qualifier)) {
    throw constraintBroken(
      ref.qualifier,
      'qualifier',
      String.raw`Member must satisfy regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)`,
    );
  }
  return ref;
}

export function urlKey({ name, qualifier = '' }: FunctionRef): string {
  return `${name}/${qualifier}`;
}

export function requireUrl(partition: Partition, ref: FunctionRef): FunctionUrlRow {
  const row = lambdaTables(partition).urls.get(urlKey(ref));
  if (row === undefined) throw resourceNotFound('The resource you requested does not exist.');
  return row;
}

export function checkedAuthType(authType: string | undefined): FunctionUrlRow['authType'] {
  if (authType === 'NONE' || authType === 'AWS_IAM') return authType;
  throw constraintBroken(authType, 'authType', 'Member must satisfy enum value set: [NONE, AWS_IAM]');
}

export function checkInvokeMode(mode: string | undefined): void {
  if (mode !== undefined && mode !== 'BUFFERED') throw new NotImplemented(`The InvokeMode ${mode} of a function URL`);
}

export function corsFrom(cors: Cors): CorsRow {
  refuseUnknown('Cors', cors, ['AllowCredentials', 'AllowHeaders', 'AllowMethods', 'AllowOrigins', 'ExposeHeaders', 'MaxAge']);
  return {
    allowCredentials: cors.AllowCredentials ?? false,
    allowHeaders: cors.AllowHeaders ?? [],
    allowMethods: cors.AllowMethods ?? [],
    allowOrigins: cors.AllowOrigins ?? [],
    exposeHeaders: cors.ExposeHeaders ?? [],
    ...(cors.MaxAge === undefined ? {} : { maxAgeSeconds: cors.MaxAge }),
  };
}

function corsView(cors: CorsRow): Cors {
  return {
    AllowCredentials: cors.allowCredentials,
    AllowHeaders: [...cors.allowHeaders],
    AllowMethods: [...cors.allowMethods],
    AllowOrigins: [...cors.allowOrigins],
    ExposeHeaders: [...cors.exposeHeaders],
    ...(cors.maxAgeSeconds === undefined ? {} : { MaxAge: cors.maxAgeSeconds }),
  };
}
