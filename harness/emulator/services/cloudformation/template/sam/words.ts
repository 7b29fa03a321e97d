/** A long list of names as one text: `words('Ref Sub', 'GetAtt')` is `['Ref', 'Sub', 'GetAtt']`. */
export function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}
