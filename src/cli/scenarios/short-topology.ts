import { readFile, writeFile } from 'node:fs/promises';

/** What is measured shorter, by gate, where a scenario isn't about it. Fewer rows and requests tell what is broken, not what is a little slow. */
const shorter: Readonly<Record<string, string>> = {
  performance: '{ duration: 6s, minSamples: 100 }',
  compatibility: '{ rows: 20000 }',
};

/** What isn't measured at all there: what LocalStack makes of a load on a small machine says nothing of the release. */
const leftOut: Readonly<Record<'embedded' | 'containers', readonly string[]>> = { embedded: [], containers: ['performance'] };

/** The topology at `whole` gate by gate, with what takes longest measured shorter, or left out; written to `file`. */
export async function shortTopology(whole: string, file: string, backend: keyof typeof leftOut = 'embedded'): Promise<string> {
  let text = await readFile(whole, 'utf8');
  for (const [gate, thresholds] of Object.entries(shorter)) {
    const line = new RegExp(`^( +- )${gate}$`, 'm');
    if (!line.test(text)) throw new Error(`${whole} has no ${gate} gate without settings`);
    text = text.replace(line, leftOut[backend].includes(gate) ? '' : `$1{ gate: ${gate}, thresholds: ${thresholds} }`);
  }
  await writeFile(file, text);
  return file;
}
