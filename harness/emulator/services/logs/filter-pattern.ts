import { NotImplemented } from '../../kernel/not-implemented.ts';

/**
 * A filter pattern of plain terms: all of them must be in the message, none that has a minus before it, one at least of those with a
 * question mark. `"…"` is one term. JSON and space-delimited patterns are refused.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): (message: string) => boolean {
  const trimmed = pattern.trim();
  if (/^[[{%]/.test(trimmed)) throw new NotImplemented(`The filter pattern ${trimmed} (JSON, space-delimited and regular expressions)`);
  const terms = [...trimmed.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign = '', quoted, plain = '']) => ({
    sign,
    text: quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1'),
  }));
  const odd = terms.find(({ text }) => /[{}[\]()|^$%*&]/.test(text) && !trimmed.includes(`"${text}"`));
  if (odd !== undefined) throw new NotImplemented(`The filter pattern ${trimmed} (put ${odd.text} in double quotes)`);
  const of = (sign: string): readonly string[] => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, none, any] = [of(''), of('-'), of('?')];
  return (message) =>
    all.every((term) => message.includes(term)) &&
    !none.some((term) => message.includes(term)) &&
    (any.length === 0 || all.length > 0 || any.some((term) => message.includes(term)));
}
