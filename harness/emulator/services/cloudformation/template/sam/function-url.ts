import type { JsonObject } from '../json.ts';
import { passedOn, present, ref, type Expansion } from './expansion.ts';
import type { PublishedAlias } from './function-alias.ts';
import { InvalidServerlessResource } from './sam-error.ts';
import { checkProperties, wantMap } from './serverless-properties.ts';

/** FunctionUrlConfig: the URL, and where anybody may call it the two permissions that this takes. */
export function expandFunctionUrl(
  functionId: string,
  resource: JsonObject,
  properties: JsonObject,
  alias: PublishedAlias | undefined,
  { resources }: Expansion,
): void {
  if (properties['FunctionUrlConfig'] === undefined) return;
  const config = wantMap(functionId, 'FunctionUrlConfig', properties['FunctionUrlConfig']);
  checkProperties(functionId, 'FunctionUrlConfig', config, ['AuthType', 'Cors', 'InvokeMode'], []);
  const { AuthType, Cors, InvokeMode } = config;
  if (AuthType === undefined || (typeof AuthType === 'string' && !['AWS_IAM', 'NONE'].includes(AuthType))) {
    throw new InvalidServerlessResource(
      functionId,
      'AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.',
    );
  }
  const FunctionName = ref(alias?.logicalId ?? functionId);
  const attributes = passedOn(resource);
  resources[`${functionId}Url`] = {
    Type: 'AWS::Lambda::Url',
    Properties: present({ TargetFunctionArn: FunctionName, AuthType, Cors, InvokeMode }),
    ...attributes,
  };
  if (AuthType !== 'NONE') return;
  resources[`${functionId}UrlPublicPermissions`] = {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunctionUrl', FunctionName, Principal: '*', FunctionUrlAuthType: AuthType },
    ...attributes,
  };
  resources[`${functionId}URLInvokeAllowPublicAccess`] = {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunction', FunctionName, Principal: '*', InvokedViaFunctionUrl: true },
    ...attributes,
  };
}
