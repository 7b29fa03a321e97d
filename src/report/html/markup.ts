/** A piece of a page in which everything that isn't the page's own is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Insert = string | number | null | Markup | readonly Insert[];

/** HTML written out, with what is put in escaped; markup goes in as it is, null as nothing. */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return new Markup(parts.map((part, index) => part + (index < inserts.length ? inserted(inserts[index] ?? null) : '')).join(''));
}

function inserted(insert: Insert): string {
  if (insert === null) return '';
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === 'string' || typeof insert === 'number') return escapeHtml(String(insert));
  return insert.map(inserted).join('');
}

/** Safe as text and between double or single quotes. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
