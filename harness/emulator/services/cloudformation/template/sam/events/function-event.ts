import type { Json, JsonObject } from '../../json.ts';
import { getAtt, passedOn, present, ref, type Expansion } from '../expansion.ts';
import type { PublishedAlias } from '../function-alias.ts';
import type { RoleDraft } from '../function-role.ts';

/** The function that events are connected to: with AutoPublishAlias they go to the alias, not to the function. */
export interface EventTarget {
  readonly functionId: string;
  readonly resource: JsonObject;
  readonly alias?: PublishedAlias;
  readonly role: RoleDraft;
  readonly sam: Expansion;
}

/** One event of a function. `logicalId` is the function's followed by the event's. */
export interface FunctionEvent extends EventTarget {
  readonly eventId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

export function targetArn({ functionId, alias }: EventTarget): JsonObject {
  return alias === undefined ? getAtt(functionId, 'Arn') : ref(alias.logicalId);
}

/** A name, or of an alias its ARN: what FunctionName takes. */
export function targetName({ functionId, alias }: EventTarget): JsonObject {
  return ref(alias?.logicalId ?? functionId);
}

/** Lets the service that events come from call the function. */
export function addPermission(event: FunctionEvent, principal: string, sourceArn: Json): void {
  event.sam.resources[`${event.logicalId}Permission`] = {
    Type: 'AWS::Lambda::Permission',
    Properties: present({
      Action: 'lambda:InvokeFunction',
      FunctionName: targetName(event),
      Principal: principal,
      SourceArn: sourceArn,
    }),
    ...passedOn(event.resource),
  };
}
