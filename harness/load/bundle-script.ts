import { build } from 'esbuild';

/** k6 resolves no packages and wants full file names: one file with everything but k6's own modules in it. */
export async function bundleScript(script: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['k6', 'k6/*'],
    legalComments: 'none',
    logLevel: 'silent',
  });
}
