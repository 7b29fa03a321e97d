import { jsonOf, textsAt } from './masks.ts';

/** Shorter ones are words, which stand in other places too and mean something else there. */
const shortest = 8;
const most = 20_000;

/**
 * What a candidate calls what users know by another name: an id of an answer, and what the candidate's answer has in the same place. Users ask for what they were given, the candidate has to be asked for its own.
 */
export class Counterparts {
  readonly #candidates = new Map<string, string>();
  readonly #lives = new Map<string, string>();

  learn(live: string, candidate: string, ids: readonly string[]): void {
    const own = textsAt(jsonOf(live), ids);
    const other = textsAt(jsonOf(candidate), ids);
    for (const [pointer, text] of own) {
      const counterpart = other.get(pointer);
      if (counterpart === undefined || counterpart === text || Math.min(text.length, counterpart.length) < shortest) continue;
      remember(this.#candidates, text, counterpart);
      remember(this.#lives, counterpart, text);
    }
  }

  /** What users sent, as the candidate has to be asked. */
  toCandidate(text: string): string {
    return replaced(text, this.#candidates);
  }

  /** What the candidate answered, as users would know it. */
  toLive(text: string): string {
    return replaced(text, this.#lives);
  }
}

/** The oldest go first: nobody asks for them any more. */
function remember(known: Map<string, string>, text: string, counterpart: string): void {
  known.set(text, counterpart);
  if (known.size <= most) return;
  const oldest = known.keys().next();
  if (oldest.done !== true) known.delete(oldest.value);
}

/** Whole runs of what ids are made of: a part of one is another. */
function replaced(text: string, known: ReadonlyMap<string, string>): string {
  return known.size === 0 ? text : text.replaceAll(/[\w.:+-]+/g, (word) => known.get(word) ?? word);
}
