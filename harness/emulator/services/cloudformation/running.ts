import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext, ServiceHost } from '../../kernel/context.ts';
import { kindsWithStandIns } from './resources/kinds-with-stand-ins.ts';
import { runStack } from './stacks/run-stack.ts';
import { stackTables } from './state.ts';

/** What works on stacks after a request was answered. */
export interface StackRunner extends AsyncDisposable {
  /** Begins, or goes on with, what the stack's operation says. */
  begin(account: string, region: string, stackId: string): void;
}

const service = 'cloudformation';

export function startStackRunner(host: ServiceHost): StackRunner {
  const begin = (partition: Partition, stackId: string): void => {
    host.background(async () => {
      // The answer to the request goes out first.
      await nextTurn();
      await runStack(host, partition, kindsWithStandIns(host.standIns), stackId);
    });
  };
  for (const partition of host.state.partitionsOf(service)) {
    for (const [stackId, stack] of Array.from(stackTables(partition).stacks.scan())) {
      if (stack.operation !== undefined) begin(partition, stackId);
    }
  }
  return {
    begin: (account, region, stackId) => begin(host.state.partition(account, region, service), stackId),
    // The emulator itself waits for background work when it closes.
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

export function beginWork(context: Pick<OperationContext, 'running' | 'account' | 'region'>, stackId: string): void {
  (context.running as StackRunner).begin(context.account, context.region, stackId);
}
