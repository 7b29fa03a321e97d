import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that follow from the seed and the name alone: the same rollout draws the same. */
export function seededDraw(seed: number, name: string): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    const digest = createHash('sha256')
      .update(`${String(seed)} ${name} ${String(drawn)}`)
      .digest();
    return digest.readUInt32BE(0) / 4_294_967_296;
  };
}
