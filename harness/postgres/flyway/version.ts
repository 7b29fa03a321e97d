/** A migration's version: its text as the history table stores it, and its parts for comparing. */
export interface MigrationVersion {
  /** `_` written as `.`, zeros kept: `01`, `1.2`, `3.0`. */
  readonly text: string;
  readonly parts: readonly bigint[];
}

/** Reads `1_2`, `1.2`, `010.1`. Null when a part is not a number. Flyway: MigrationVersion.fromVersion. */
export function parseVersion(raw: string): MigrationVersion | null {
  const text = raw.replaceAll('_', '.');
  const pieces = text.split(/\.(?=\d)/);
  // Java's BigInteger takes a sign; so does Flyway, although nobody would write V-1.
  if (!pieces.every((piece) => /^[+-]?\d+$/.test(piece))) return null;
  const parts = pieces.map((piece) => wholeNumber(piece));
  while (parts.length > 1 && parts.at(-1) === 0n) parts.pop();
  return { text, parts };
}

function wholeNumber(piece: string): bigint {
  return piece.startsWith('-') ? -BigInt(piece.slice(1)) : BigInt(piece.replace('+', ''));
}

/** Negative, zero or positive, part by part: 1.2 before 1.10, `1` equal to `1.0`. Every version comes after null, which is "none". */
export function compareVersions(a: MigrationVersion, b: MigrationVersion | null): number {
  if (b === null) return 1;
  for (let i = 0; i < Math.max(a.parts.length, b.parts.length); i += 1) {
    const [x, y] = [a.parts[i] ?? 0n, b.parts[i] ?? 0n];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
