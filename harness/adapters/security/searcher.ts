import { matchesGlob } from 'node:path';
import type { FoundSecret, SearchedPlace } from '../../../src/ports/secrets-scanner.ts';
import type { KnownSecret } from './known-secrets.ts';
import { findSecrets } from './secrets.ts';

/** Larger files are data, not source: they are left out and counted. */
export const largestBytes = 2 * 1024 * 1024;

export interface Searched {
  readonly place: SearchedPlace;
  /** Of a file its path; it is what rules go by and what security.allow names. */
  readonly path: string;
  /** What a person reads, where it is more than the path. */
  readonly where?: string;
  readonly text: string;
}

/** Looks for secrets in texts: by rules for what looks like one, and for the very values that are known. */
export class Searcher {
  readonly #known: readonly KnownSecret[];
  readonly #allow: readonly string[];

  /** `allow`: paths in which something that looks like a secret is meant; known values are meant nowhere. */
  constructor(known: readonly KnownSecret[], allow: readonly string[]) {
    this.#known = [...new Map(known.map((each) => [each.value, each])).values()];
    this.#allow = allow;
  }

  async search({ place, path, where, text }: Searched): Promise<readonly FoundSecret[]> {
    const known = this.#known.flatMap(({ name, value }): readonly FoundSecret[] => {
      const at = indexOfSecret(text, value);
      return at === -1 ? [] : [{ place, where: `${where ?? path}:${String(lineOf(text, at))}`, what: name }];
    });
    if (this.#isAllowed(path)) return known;
    const likely = await findSecrets(path, text);
    return [...known, ...likely.map((finding) => ({ place, where: placeOf(finding.place, path, where), what: finding.rule }))];
  }

  #isAllowed(path: string): boolean {
    return this.#allow.some((pattern) => path.startsWith(`${pattern}/`) || matchesGlob(path, pattern));
  }
}

/** As it is, or as JSON and URLs write it. */
function indexOfSecret(text: string, value: string): number {
  const at = text.indexOf(value);
  if (at !== -1) return at;
  const written = [JSON.stringify(value).slice(1, -1), encodeURIComponent(value)].filter((form) => form !== value);
  return written.map((form) => text.indexOf(form)).find((index) => index !== -1) ?? -1;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function placeOf(place: string, path: string, where: string | undefined): string {
  return where === undefined ? place : `${where}${place.slice(path.length)}`;
}

/** Null where it is no text: binary files have zero bytes. */
export function textOf(content: Uint8Array): string | null {
  return content.includes(0) ? null : Buffer.from(content).toString('utf8');
}
