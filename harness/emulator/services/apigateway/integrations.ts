import type { OperationContext } from '../../kernel/context.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { badRequest, invalidIdentifier } from './errors.ts';
import { lambdaArnOf, withStageVariables } from './lambda-uri.ts';
import { apiTables, type IntegrationRow } from './state.ts';

interface IntegrationInput {
  readonly IntegrationType?: string | undefined;
  readonly IntegrationUri?: string | undefined;
  readonly IntegrationMethod?: string | undefined;
  readonly ConnectionType?: string | undefined;
  readonly PayloadFormatVersion?: string | undefined;
  readonly TimeoutInMillis?: number | undefined;
  readonly Description?: string | undefined;
}

/** An integration as it is to be; what is not given stays as it was. Only Lambda functions can answer. */
export function integrationFrom(integrationId: string, input: IntegrationInput, before?: IntegrationRow): IntegrationRow {
  const { IntegrationType: type, ConnectionType: connection, Description: description = before?.description } = input;
  if (type !== undefined && type !== 'AWS_PROXY') throw new NotImplemented(`The IntegrationType ${type} of an HTTP API`);
  if (connection !== undefined && connection !== 'INTERNET') throw new NotImplemented(`The ConnectionType ${connection}`);
  const uri = input.IntegrationUri ?? before?.uri ?? '';
  if (lambdaArnOf(withStageVariables(uri, {})) === undefined && !uri.includes('${stageVariables.')) {
    if (/^https?:/.test(uri)) throw badRequest(`Invalid integration URI specified: ${uri}`);
    throw badRequest(`Invalid function ARN specified or the integration is of no Lambda function: ${uri}`);
  }
  const version = input.PayloadFormatVersion ?? before?.payloadFormatVersion ?? '1.0';
  if (version !== '1.0' && version !== '2.0') throw badRequest(`Invalid payload format version specified. ${version}`);
  const timeoutInMillis = input.TimeoutInMillis ?? before?.timeoutInMillis ?? mostMillis;
  if (timeoutInMillis < leastMillis || timeoutInMillis > mostMillis) {
    throw badRequest(`Timeout should be between ${leastMillis} ms and ${mostMillis} ms`);
  }
  return { integrationId, uri, payloadFormatVersion: version, timeoutInMillis, ...(description === undefined ? {} : { description }) };
}

const leastMillis = 50;
const mostMillis = 30_000;

export function findIntegration(context: OperationContext, apiId: string, integrationId: string | undefined): IntegrationRow {
  const row = apiTables(context.state).integrations.get(`${apiId}/${integrationId ?? ''}`);
  if (row === undefined) throw invalidIdentifier('Integration', integrationId ?? '');
  return row;
}
