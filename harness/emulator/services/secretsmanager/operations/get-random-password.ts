import { randomInt } from 'node:crypto';
import { GetRandomPassword$ } from '@aws-sdk/client-secrets-manager';
import type { GetRandomPasswordRequest, GetRandomPasswordResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';

export const getRandomPassword = defineOperation<GetRandomPasswordRequest, GetRandomPasswordResponse>({
  schema: GetRandomPassword$,
  accepts: [
    ...(['PasswordLength', 'ExcludeCharacters', 'ExcludeNumbers', 'ExcludePunctuation', 'ExcludeUppercase', 'ExcludeLowercase'] as const),
    ...(['IncludeSpace', 'RequireEachIncludedType'] as const),
  ],
  authorise: () => [{ action: 'secretsmanager:GetRandomPassword', resource: '*' }],
  handle(input) {
    const { PasswordLength: length = 32 } = input;
    const types = includedTypes(input);
    if (length < 1 || length > 4096) throw invalidParameter('PasswordLength must be between 1 and 4096.');
    const required = input.RequireEachIncludedType === false ? [] : types;
    if (types.length === 0) throw invalidParameter('No characters are left to make a password of.');
    if (required.length > length) throw invalidParameter('The password is too short to have a character of each included type.');
    const all = types.join('');
    const characters = [...required.map(pick), ...Array.from({ length: length - required.length }, () => pick(all))];
    return { RandomPassword: shuffle(characters).join('') };
  },
});

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

function includedTypes(input: GetRandomPasswordRequest): readonly string[] {
  const excluded = new Set(input.ExcludeCharacters ?? '');
  const types: readonly (readonly [left: boolean | undefined, characters: string])[] = [
    [input.ExcludeLowercase, 'abcdefghijklmnopqrstuvwxyz'],
    [input.ExcludeUppercase, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
    [input.ExcludeNumbers, '0123456789'],
    [input.ExcludePunctuation, punctuation],
    [input.IncludeSpace !== true, ' '],
  ];
  return types
    .filter(([left]) => left !== true)
    .map(([, characters]) =>
      Array.from(characters)
        .filter((each) => !excluded.has(each))
        .join(''),
    )
    .filter((characters) => characters !== '');
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffle(characters: string[]): string[] {
  for (let at = characters.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [characters[at], characters[other]] = [characters[other] ?? '', characters[at] ?? ''];
  }
  return characters;
}
