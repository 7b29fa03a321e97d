import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

const module = fileURLToPath(new URL('folder-lock.ts', import.meta.url));

describe('a locked folder', () => {
  it('is refused to others, also in this process, until it is given back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const first = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`Another rehearsal (process ${process.pid}) is at work in ${folder}.`);
    first[Symbol.dispose]();
    lockFolder(folder)[Symbol.dispose]();
  });

  it('is free when its holder was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const script = `import { lockFolder } from ${JSON.stringify(module)}; globalThis.held = lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => 0, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(() => lockFolder(folder)).toThrow(`(process ${String(holder.pid)})`);
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('close', resolve));
    lockFolder(folder)[Symbol.dispose]();
  });
});
