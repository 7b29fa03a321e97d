import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const module = fileURLToPath(new URL('launch.ts', import.meta.url));
let folder = '';

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A server that is deaf at first, as postgres is until it has handlers of its own. It writes down that it was asked to go. */
const server = `#!/bin/sh
echo $$ > "$2/pid"
sleep 0.5
exec ${process.execPath} -e '
  process.on("SIGINT", () => { require("node:fs").writeFileSync(process.argv[1] + "/asked", ""); process.exit(0); });
  setTimeout(() => process.exit(1), 20000);
' "$2"
`;

async function present(path: string): Promise<string> {
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text !== '') return text;
    await pause(10);
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('ends a server with whoever started it, also one that could not hear yet', { timeout: 20_000 }, async () => {
  folder = await mkdtemp(join(tmpdir(), 'launch-'));
  const program = join(folder, 'postgres');
  await writeFile(program, server);
  await chmod(program, 0o755);
  const starts = `
    import { launch } from ${JSON.stringify(module)};
    await launch({ postgres: ${JSON.stringify(program)} }, ${JSON.stringify(folder)}, 1, 'parent', ${JSON.stringify(join(folder, 'log'))}, null);
    setInterval(() => undefined, 1000);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', starts], { stdio: 'ignore' });
  const pid = Number(await present(join(folder, 'pid')));
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  while (isThere(pid)) await pause(20);
  await expect(readFile(join(folder, 'asked'), 'utf8')).resolves.toBe('');
});
