import type { Finding } from '../../../src/ports/check-runner.ts';
import { findSecrets } from '../security/secrets.ts';

/** Ids of users' keys and of temporary ones; AWS's own examples end in EXAMPLE. secretlint looks for the secret half only. */
const accessKeyId = /\b(AKIA|ASIA)(?![A-Z2-7]*EXAMPLE\b)[A-Z2-7]{16}\b/;

/** Credentials in a template or in rehearsal.yaml, comments and all, by what they look like. */
export async function secretsInText(path: string, text: string): Promise<readonly Finding[]> {
  const found = (await findSecrets(path, text)).map((finding): Finding => ({
    rule: 'static-credential',
    level: 'error',
    place: finding.place.replace(/:\d+$/, ''),
    message: `${finding.message} (${finding.rule}): take it out, and change it wherever it was in use.`,
  }));
  const keys = text.split('\n').flatMap((line, index): readonly Finding[] => {
    const [id = ''] = accessKeyId.exec(line) ?? [];
    if (id === '') return [];
    const message = `${id.slice(0, 4)}… is the id of an access key: take it and its secret out, and delete the key; roles need none.`;
    return [{ rule: 'static-credential', level: 'error', place: `${path}:${index + 1}`, message }];
  });
  return [...found, ...keys];
}
