/** `640 ms`, `12.3 s`, `3 min 4 s`, `1 h 2 min`. */
export function durationInWords(forMs: number): string {
  if (forMs < 1000) return `${String(Math.round(forMs))} ms`;
  if (forMs < 59_950) return `${(forMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(forMs / 1000);
  if (seconds < 3600) return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
  return `${String(Math.floor(seconds / 3600))} h ${String(Math.floor((seconds % 3600) / 60))} min`;
}

/** Enough of a digest to find it by: twelve hex digits. */
export function shortDigest(digest: string): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 12);
}

/** `48,213`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `31.7`, as latencies are shown, without their unit. */
export function tenths(value: number): string {
  return value.toFixed(1);
}

/** A share of 1 as `18.3 %`. */
export function percent(share: number): string {
  return `${String(Number((share * 100).toFixed(3)))} %`;
}

/** `1 file`, `2 files`. */
export function counted(things: number, what: string): string {
  return things === 1 ? `1 ${what}` : `${String(things)} ${what}s`;
}

/** `2026-11-20 09:30:00 UTC`. */
export function instantInWords(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
