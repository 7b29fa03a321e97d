import type { Filter } from '@aws-sdk/client-secrets-manager';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidParameter } from './errors.ts';
import type { Secret } from './state.ts';

/** The texts of a secret that a filter looks at. */
const texts: Readonly<Record<string, (secret: Secret) => readonly string[]>> = {
  name: (secret) => [secret.name],
  description: (secret) => [secret.description ?? ''],
  'tag-key': (secret) => secret.tags.map((tag) => tag.Key),
  'tag-value': (secret) => secret.tags.map((tag) => tag.Value),
};

/** Names and tags by prefix and case; descriptions word by word, whatever their case. All filters must hold, any value of one. */
export function matchesFilters(secret: Secret, filters: readonly Filter[]): boolean {
  return filters.every(({ Key = '', Values = [] }) => {
    const read = texts[Key];
    if (read === undefined) throw refused(Key);
    if (Values.length === 0) throw invalidParameter(`Invalid filter values for key: ${Key}`);
    return Values.some((value) => {
      const negated = value.startsWith('!');
      const wanted = negated ? value.slice(1) : value;
      return negated !== read(secret).some((text) => matches(Key, text, wanted));
    });
  });
}

function refused(key: string): Error {
  if (['all', 'primary-region', 'owning-service'].includes(key)) return new NotImplemented(`The filter ${key} of ListSecrets`);
  return invalidParameter(`Invalid filter key: ${key}`);
}

function matches(key: string, text: string, wanted: string): boolean {
  if (key !== 'description') return text.startsWith(wanted);
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.some((each) => each.startsWith(word)));
}
