import type { ParameterValue } from '../template/parameters.ts';
import { isList, isObject, type Json } from '../template/json.ts';

/** Properties as events show them: four asterisks wherever the value of a NoEcho parameter stands. */
export function hideSecrets(value: Json, parameters: readonly ParameterValue[]): Json {
  const secrets = parameters.filter(({ noEcho }) => noEcho).flatMap(({ value: given, resolved }) => [resolved ?? '', given]);
  return hide(
    value,
    secrets.filter((secret) => secret !== ''),
  );
}

function hide(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '****'), value);
  if (isList(value)) return value.map((item) => hide(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item, secrets)]));
}
