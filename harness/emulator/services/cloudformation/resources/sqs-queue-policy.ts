import { SetQueueAttributes$ } from '@aws-sdk/client-sqs';
import type { Json } from '../template/json.ts';
import { json, listOf, string } from '../template/shape.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, jsonText, type ResourceContext } from './resource-kind.ts';

interface QueuePolicyProperties {
  readonly PolicyDocument: Json;
  readonly Queues: readonly string[];
}

/** One policy put onto queues. */
export const sqsQueuePolicy = defineKind<QueuePolicyProperties>({
  type: 'AWS::SQS::QueuePolicy',
  properties: { PolicyDocument: { shape: json, required: true }, Queues: { shape: listOf(string), required: true } },
  notEmulated: [],
  attributes: ['Id'],
  tagged: false,
  idOf: (_properties, context) => generatedName(context, 80),
  create: async ({ PolicyDocument, Queues }, context) => {
    const id = generatedName(context, 80);
    await setPolicy(Queues, jsonText(PolicyDocument), context, () => context.exists(id));
    return { id, attributes: { Id: id } };
  },
  update: async ({ id }, before, { PolicyDocument, Queues }, context) => {
    await setPolicy(Queues, jsonText(PolicyDocument), context);
    const left = (before.Queues ?? []).filter((queue) => !Queues.includes(queue));
    for (const queue of left) await goneIsFine(setPolicy([queue], '', context));
    return { id, attributes: { Id: id } };
  },
  remove: async (_physical, { Queues = [] }, context) => {
    for (const queue of Queues) await goneIsFine(setPolicy([queue], '', context));
  },
});

async function setPolicy(
  queues: readonly string[],
  Policy: string,
  context: ResourceContext,
  done: () => void = () => undefined,
): Promise<void> {
  for (const QueueUrl of queues) {
    await context.call(SetQueueAttributes$, { QueueUrl, Attributes: { Policy } });
    done();
  }
}
