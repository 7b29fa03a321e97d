import { validationError } from '../errors.ts';
import { isList, isObject, scalarText, type Json, type JsonObject } from './json.ts';
import { hasUnknown } from './unknown-value.ts';

/** Fn::Join: `[delimiter, [values]]`. */
export function join(argument: Json): string {
  const [delimiter, values] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || !isList(values)) {
    throw validationError(
      'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    );
  }
  return values
    .map((value) => {
      const text = scalarText(value);
      if (text === undefined) throw validationError('Template error: every value of an Fn::Join object must be a string.');
      return text;
    })
    .join(delimiter);
}

/** Fn::Split: `[delimiter, text]`. */
export function split(argument: Json): readonly string[] {
  const [delimiter, text] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || typeof text !== 'string') {
    throw validationError(
      'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    );
  }
  return text.split(delimiter);
}

/** Fn::Select: `[index, [values]]`. */
export function select(argument: Json): Json {
  const [index, values] = isList(argument) ? argument : [];
  const at = Number(index);
  if (index === undefined || !Number.isInteger(at) || !isList(values)) {
    throw validationError('Template error: Fn::Select requires a list argument with two elements: an integer index and a list');
  }
  const chosen = values[at];
  // A text that is known only later (a generated ARN) may have more pieces then.
  if (chosen === undefined && hasUnknown(values)) return values.find(hasUnknown) ?? null;
  if (chosen === undefined) {
    throw validationError(`Template error: Fn::Select cannot select nonexistent value at index ${at}`);
  }
  return chosen;
}

/** Fn::FindInMap: `[map, first, second]`. */
export function findInMap(argument: Json, mappings: JsonObject): Json {
  const path = isList(argument) ? argument.map((part) => scalarText(part)) : [];
  const [map, first, second, ...more] = path;
  if (map === undefined || first === undefined || second === undefined || more.length > 0) {
    throw validationError(
      'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    );
  }
  const top = mappings[map];
  if (top === undefined)
    throw validationError(`Template error: Mapping named '${map}' is not present in the 'Mappings' section of template.`);
  const inner = isObject(top) ? top[first] : undefined;
  const found = isObject(inner) ? inner[second] : undefined;
  if (found === undefined) throw validationError(`Template error: Unable to get mapping for ${map}::${first}::${second}`);
  return found;
}
