import type { DestinationConfig, FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { refuseUnknown } from '../../kernel/refuse-unknown.ts';
import { checkDestination } from './destination-check.ts';
import { constraintBroken, invalidParameterValue, resourceNotFound } from './errors.ts';
import { functionArn, unqualified } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';
import { resolveVersion } from './resolve-version.ts';
import { runningLambda } from './running-lambda.ts';
import { lambdaTables, latest } from './state.ts';
import type { EventInvokeConfigRow } from './state.ts';

export const eventInvokeMembers = [
  'FunctionName',
  'Qualifier',
  'MaximumRetryAttempts',
  'MaximumEventAgeInSeconds',
  'DestinationConfig',
] as const;

export const qualified = (ref: FunctionRef): FunctionRef & { readonly qualifier: string } => ({
  ...ref,
  qualifier: ref.qualifier ?? latest,
});

export const configKey = (ref: FunctionRef): string => `${ref.name}/${ref.qualifier ?? latest}`;

/** @throws ResourceNotFoundException */
export function requireConfig(partition: Partition, ref: FunctionRef): EventInvokeConfigRow {
  const row = lambdaTables(partition).eventInvokeConfigs.get(configKey(ref));
  if (row === undefined) throw resourceNotFound(`The function ${functionArn(qualified(ref))} doesn't have an EventInvokeConfig`);
  return row;
}

/** Writes what `input` says; what it does not say stays as in `before`, where there is one. */
export async function writeConfig(
  ref: FunctionRef,
  input: PutFunctionEventInvokeConfigRequest,
  before: EventInvokeConfigRow | undefined,
  context: OperationContext,
): Promise<FunctionEventInvokeConfig> {
  const partition = context.partitionOf(ref.account, ref.region);
  const { version } = resolveVersion(partition, ref);
  const { MaximumRetryAttempts: retries = before?.maximumRetryAttempts, MaximumEventAgeInSeconds: age = before?.maximumEventAgeSeconds } =
    input;
  if (input.MaximumRetryAttempts === undefined && input.MaximumEventAgeInSeconds === undefined && input.DestinationConfig === undefined)
    throw invalidParameterValue('You must specify at least one of error handling or destination setting.');
  if (retries !== undefined) within('maximumRetryAttempts', retries, 0, 2);
  if (age !== undefined) within('maximumEventAgeInSeconds', age, 60, 21_600);
  const destinations = input.DestinationConfig === undefined ? before : destinationsFrom(input.DestinationConfig);
  const role = { ...ref, functionName: ref.name, roleArn: version.role, functionArn: functionArn(unqualified(ref)) };
  for (const arn of [destinations?.onSuccessArn, destinations?.onFailureArn]) {
    if (arn === functionArn(unqualified(ref))) throw invalidParameterValue('You cannot set the function itself as its destination.');
    if (arn !== undefined) await checkDestination(runningLambda(context), role, arn);
  }
  const row: EventInvokeConfigRow = {
    functionName: ref.name,
    qualifier: ref.qualifier ?? latest,
    ...(retries === undefined ? {} : { maximumRetryAttempts: retries }),
    ...(age === undefined ? {} : { maximumEventAgeSeconds: age }),
    ...(destinations?.onSuccessArn === undefined ? {} : { onSuccessArn: destinations.onSuccessArn }),
    ...(destinations?.onFailureArn === undefined ? {} : { onFailureArn: destinations.onFailureArn }),
    modifiedAt: context.now().toISOString(),
  };
  lambdaTables(partition).eventInvokeConfigs.put(configKey(ref), row);
  return configView(ref, row);
}

function destinationsFrom(config: DestinationConfig): Pick<EventInvokeConfigRow, 'onSuccessArn' | 'onFailureArn'> {
  refuseUnknown('DestinationConfig', config, ['OnSuccess', 'OnFailure']);
  const { OnSuccess: success, OnFailure: failure } = config;
  return {
    ...(success?.Destination === undefined || success.Destination === '' ? {} : { onSuccessArn: success.Destination }),
    ...(failure?.Destination === undefined || failure.Destination === '' ? {} : { onFailureArn: failure.Destination }),
  };
}

function within(member: string, value: number, least: number, most: number): void {
  if (value < least) throw constraintBroken(value, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraintBroken(value, member, `Member must have value less than or equal to ${most}`);
}

export function configView(ref: FunctionRef, row: EventInvokeConfigRow): FunctionEventInvokeConfig {
  const { maximumRetryAttempts, maximumEventAgeSeconds, onSuccessArn, onFailureArn } = row;
  return {
    LastModified: new Date(row.modifiedAt),
    FunctionArn: functionArn({ ...unqualified(ref), qualifier: row.qualifier }),
    ...(maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeSeconds === undefined ? {} : { MaximumEventAgeInSeconds: maximumEventAgeSeconds }),
    DestinationConfig: {
      OnSuccess: onSuccessArn === undefined ? {} : { Destination: onSuccessArn },
      OnFailure: onFailureArn === undefined ? {} : { Destination: onFailureArn },
    },
  };
}
