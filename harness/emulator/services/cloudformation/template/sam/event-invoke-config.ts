import { notEmulated } from '../../errors.ts';
import { functionCall } from '../functions.ts';
import { isObject, type Json, type JsonObject, shown } from '../json.ts';
import { getAtt, ownAttributes, passedOn, present, ref, type Expansion } from './expansion.ts';
import type { PublishedAlias } from './function-alias.ts';
import type { RoleDraft } from './function-role.ts';
import { resolveParameterRefs } from './parameter-refs.ts';
import { InvalidServerlessResource } from './sam-error.ts';
import { checkProperties, wantMap } from './serverless-properties.ts';

interface Destination {
  readonly action: string;
  readonly policy: string;
  /** What SAM makes where no Destination is named. */
  readonly made?: { readonly type: string; readonly suffix: string; readonly arn: (id: string) => Json };
}

const destinations: Readonly<Record<string, Destination>> = {
  SQS: {
    action: 'sqs:SendMessage',
    policy: 'SQSPolicy',
    made: { type: 'AWS::SQS::Queue', suffix: 'Queue', arn: (id) => getAtt(id, 'Arn') },
  },
  SNS: { action: 'sns:publish', policy: 'SNSPolicy', made: { type: 'AWS::SNS::Topic', suffix: 'Topic', arn: ref } },
  EventBridge: { action: 'events:PutEvents', policy: 'EventBridgePolicy' },
  Lambda: { action: 'lambda:InvokeFunction', policy: 'LambdaPolicy' },
};

/** EventInvokeConfig: retries and destinations of asynchronous invocations, and what the role needs for them. */
export function expandEventInvokeConfig(
  functionId: string,
  resource: JsonObject,
  properties: JsonObject,
  alias: PublishedAlias | undefined,
  role: RoleDraft,
  { resources, known }: Expansion,
): void {
  if (properties['EventInvokeConfig'] === undefined) return;
  const config = wantMap(functionId, 'EventInvokeConfig', resolveParameterRefs(properties['EventInvokeConfig'], known));
  checkProperties(functionId, 'EventInvokeConfig', config, ['DestinationConfig', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts'], []);
  const logicalId = `${functionId}EventInvokeConfig`;
  const given =
    config['DestinationConfig'] === undefined
      ? {}
      : wantMap(functionId, 'EventInvokeConfig.DestinationConfig', config['DestinationConfig']);
  const chosen = ['OnSuccess', 'OnFailure'].flatMap((when) => {
    const wanted = given[when];
    if (wanted === undefined) return [];
    const place = wantMap(functionId, `EventInvokeConfig.DestinationConfig.${when}`, wanted);
    return [[when, { Destination: destination(functionId, `${logicalId}${when}`, place, resource, role, resources) }] as const];
  });
  resources[logicalId] = {
    Type: 'AWS::Lambda::EventInvokeConfig',
    ...(alias === undefined ? {} : { DependsOn: [alias.logicalId] }),
    Properties: present({
      FunctionName: ref(functionId),
      Qualifier: alias?.name ?? '$LATEST',
      DestinationConfig: Object.fromEntries(chosen),
      MaximumEventAgeInSeconds: config['MaximumEventAgeInSeconds'],
      MaximumRetryAttempts: config['MaximumRetryAttempts'],
    }),
    ...withoutDependsOn(ownAttributes(resource)),
  };
}

function destination(
  functionId: string,
  logicalId: string,
  place: JsonObject,
  resource: JsonObject,
  role: RoleDraft,
  resources: Record<string, JsonObject>,
): Json {
  const { Type, Destination: given } = place;
  if (Type === 'S3Bucket') throw notEmulated(`A destination of type S3Bucket (resource ${functionId})`);
  const known = typeof Type === 'string' ? destinations[Type] : undefined;
  if (known === undefined) {
    const types = "['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']";
    throw new InvalidServerlessResource(functionId, `'Type: ${shown(Type)}' must be one of ${types}`);
  }
  if (given !== undefined && functionCall(given)?.name === 'Fn::If') {
    throw notEmulated(`Fn::If in the Destination of an EventInvokeConfig (resource ${functionId})`);
  }
  const arn = given ?? makeDestination(functionId, logicalId, known, resource, resources);
  const Statement = [{ Action: known.action, Effect: 'Allow', Resource: arn }];
  role.policies.push({ PolicyName: `${logicalId}${known.policy}`, PolicyDocument: { Statement } });
  return arn;
}

function makeDestination(
  functionId: string,
  logicalId: string,
  { made }: Destination,
  resource: JsonObject,
  resources: Record<string, JsonObject>,
): Json {
  if (made === undefined) throw new InvalidServerlessResource(functionId, "Destination is required if Type is not ['SQS', 'SNS']");
  const id = `${logicalId}${made.suffix}`;
  resources[id] = { Type: made.type, Properties: {}, ...passedOn(resource) };
  return made.arn(id);
}

function withoutDependsOn({ DependsOn: _own, ...attributes }: JsonObject): JsonObject {
  return isObject(attributes) ? attributes : {};
}
