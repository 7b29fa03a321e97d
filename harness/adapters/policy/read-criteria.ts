import type { Criterion } from '../../../src/ports/project-reader.ts';

/** What may stand before an id at the start of a line: quote, list item, check box, heading, table cell, bold, code, link. */
const opening = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?(?:#{1,6}\s+)?(?:\|\s*)?[*_`[(]*/;
const id = /^([A-Z][A-Z0-9]*-\d+)(?![\w-])/;

/** Ids of acceptance criteria in Markdown, each at the start of a line, a heading, a list item or a table's row. What a sentence mentions, or a code block holds, lists nothing. */
export function readCriteria(markdown: string): readonly Criterion[] {
  const found = new Map<string, Criterion>();
  let fenced = false;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const name = fenced ? undefined : id.exec(line.replace(opening, ''))?.[1];
    if (name !== undefined && !found.has(name)) found.set(name, { id: name, line: index + 1 });
  }
  return [...found.values()];
}
