import { readFileSync } from 'node:fs';
import type { ExternalsFile } from './externals-file.ts';
import { serve } from './serve.ts';

/** The process that all stand-ins of a world share. argv: `parent` or `detached`, and the file that says what to serve. */
const [lifetime, path = ''] = process.argv.slice(2);
const { standIns } = JSON.parse(readFileSync(path, 'utf8')) as ExternalsFile;
const serving = [];
const ports: number[] = [];
try {
  for (const standIn of standIns) {
    const { server, port } = await serve(standIn);
    serving.push(server);
    ports.push(port);
  }
  process.stdout.write(`${JSON.stringify({ ports })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : String(error) })}\n`);
  process.exit(1);
}

const stop = (): void => process.exit(0);
process.once('SIGTERM', stop);
if (lifetime === 'parent') {
  // The parent holds the other end and never writes: the operating system closes it with the parent, however that ends.
  process.stdin.once('end', stop);
  process.stdin.once('close', stop);
  process.stdin.once('error', stop);
  process.stdin.resume();
}
