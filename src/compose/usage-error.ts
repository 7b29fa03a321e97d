import { ConfigError } from '../config/config-error.ts';

/** Something that a person typed can't be: where, what is wrong, and what to do. */
export function usageError(place: string, message: string, hint: string): ConfigError {
  return new ConfigError([{ file: place, line: 0, column: 0, path: '', message, hint }]);
}
