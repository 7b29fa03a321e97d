import { DescribeEventBus$ } from '@aws-sdk/client-eventbridge';
import type { DescribeEventBusRequest, DescribeEventBusResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { busRef, busWant, findBus } from '../find-bus.ts';
import { shownBus } from '../shown-bus.ts';

export const describeEventBus = defineOperation<DescribeEventBusRequest, DescribeEventBusResponse>({
  schema: DescribeEventBus$,
  accepts: ['Name'],
  authorise: (input, context) => [busWant('DescribeEventBus', busRef(input.Name, context), context)],
  handle: (input, context) => shownBus(findBus(busRef(input.Name, context), context)),
});
