/** A piece of Fn::Sub's text: literal, or `${Name}` / `${Logical.Attribute}`. */
export type SubPiece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'name'; readonly name: string };

/** `${!Literal}` is the text `${Literal}`. */
export function subPieces(text: string): readonly SubPiece[] {
  const pieces: SubPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    if (match.index > at) pieces.push({ kind: 'text', text: text.slice(at, match.index) });
    const name = match[2] ?? '';
    pieces.push(match[1] === '!' ? { kind: 'text', text: `\${${name}}` } : { kind: 'name', name: name.trim() });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}
