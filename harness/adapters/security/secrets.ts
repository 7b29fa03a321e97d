import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Finding } from '../../../src/ports/check-runner.ts';

/** What looks like a secret in a text, by secretlint's recommended rules; the secret itself is masked. */
export async function findSecrets(path: string, text: string): Promise<readonly Finding[]> {
  const { messages } = await lintSource({
    source: { filePath: path, content: text, ext: path.slice(path.lastIndexOf('.')), contentType: 'text' },
    options: { maskSecrets: true, config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] } },
  });
  return messages
    .filter((message) => message.type === 'message')
    .map((message) => ({
      rule: message.ruleId.replace('@secretlint/secretlint-rule-', ''),
      message: message.message,
      level: 'error',
      place: `${path}:${message.loc.start.line}:${message.loc.start.column + 1}`,
    }));
}
