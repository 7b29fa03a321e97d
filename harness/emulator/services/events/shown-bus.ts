import type { EventBus } from '@aws-sdk/client-eventbridge';
import { busArn } from './find-bus.ts';
import type { FoundBus } from './find-bus.ts';

export function shownBus({ bus, partition: { account, region } }: FoundBus): EventBus {
  return {
    Name: bus.name,
    Arn: busArn({ account, region, name: bus.name }),
    ...(bus.description === undefined ? {} : { Description: bus.description }),
    ...(bus.policy === undefined ? {} : { Policy: bus.policy }),
    CreationTime: new Date(bus.createdAt),
    LastModifiedTime: new Date(bus.modifiedAt),
  };
}
