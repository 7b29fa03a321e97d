import { setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { lackingMediaType } from './lacking.ts';
import { RehearsalWorld } from './world.ts';

type Code = (...parameters: unknown[]) => unknown;

/**
 * A step that fails is skipped, with all behind it, where the scenario says that it takes a capability (`@needs:iam-enforcement`) and the run's
 * record says that a probe found it missing. One that passes all the same has passed.
 */
setDefinitionFunctionWrapper((code: Code) => {
  return async function (this: unknown, ...parameters: unknown[]): Promise<unknown> {
    try {
      return await Reflect.apply(code, this, parameters);
    } catch (failure) {
      const lacking = this instanceof RehearsalWorld && this.playing ? this.lacking() : [];
      if (!(this instanceof RehearsalWorld) || lacking.length === 0) throw failure;
      this.attach(lacking.join(', '), lackingMediaType);
      return 'skipped';
    }
  };
});
