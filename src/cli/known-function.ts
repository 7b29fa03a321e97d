import { ConfigError } from '../config/config-error.ts';

/** A function that isn't there is the user's to put right: exit 2, with those that are. */
export async function knownFunction<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const { NoFunctionError } = await import('../compose.ts');
    if (!(error instanceof NoFunctionError)) throw error;
    const hint = error.known.length === 0 ? 'Nothing is deployed there yet.' : `There are: ${error.known.join(', ')}.`;
    throw new ConfigError([{ file: 'function', line: 0, column: 0, path: '', message: error.message, hint }]);
  }
}
