/** What a `.sql.conf` beside a migration may say. Null: it doesn't say. */
export interface ScriptConfig {
  readonly executeInTransaction: boolean | null;
  readonly placeholderReplacement: boolean | null;
}

export const noScriptConfig: ScriptConfig = { executeInTransaction: null, placeholderReplacement: null };

/** A setting that is not carried out here, or a line that can't be read. */
export class ScriptConfigError extends Error {
  override readonly name = 'ScriptConfigError';
}

const keys: Readonly<Record<string, keyof ScriptConfig>> = {
  executeInTransaction: 'executeInTransaction',
  placeholderReplacement: 'placeholderReplacement',
};

/**
 * Reads `executeInTransaction=false` and `placeholderReplacement=false`; `#` starts a comment line. `encoding` and `shouldExecute` (a paid
 * feature) are refused by name, as is anything unknown.
 *
 * @throws ScriptConfigError
 */
export function parseScriptConfig(text: string): ScriptConfig {
  let config: ScriptConfig = noScriptConfig;
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const at = line.indexOf('=');
    const [key, value] =
      at < 0
        ? [line, '']
        : [
            line
              .slice(0, at)
              .trim()
              .replace(/^flyway\./, ''),
            line.slice(at + 1).trim(),
          ];
    const known = keys[key];
    if (!known) throw new ScriptConfigError(`line ${index + 1}: ${key} is not supported. Only ${Object.keys(keys).join(' and ')} are.`);
    if (value !== 'true' && value !== 'false')
      throw new ScriptConfigError(`line ${index + 1}: ${key} must be true or false, not "${value}".`);
    config = { ...config, [known]: value === 'true' };
  });
  return config;
}
