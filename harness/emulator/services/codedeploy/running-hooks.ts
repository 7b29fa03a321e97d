import type { OperationContext } from '../../kernel/context.ts';
import type { LifecycleHooks } from '../../kernel/lifecycle-hooks.ts';

/** The executions of hooks that somebody waits for: as long as the emulator runs, and no longer. */
export class RunningHooks implements AsyncDisposable {
  readonly hooks: LifecycleHooks;

  constructor(hooks: LifecycleHooks) {
    this.hooks = hooks;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

export function hooksOf({ running }: Pick<OperationContext, 'running'>): LifecycleHooks {
  if (running instanceof RunningHooks) return running.hooks;
  throw new Error('codedeploy was started without its hooks');
}
