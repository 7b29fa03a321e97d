#!/usr/bin/env node
import { homedir } from 'node:os';
import { join } from 'node:path';

// Plain JavaScript, so that a Node that is too old says so instead of failing on TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `error this is Node ${process.versions.node}; rehearse needs 22.18 or newer\n  npm ci brings Node 24: run it as "npm run rehearse" or "npx rehearse".\n`,
  );
  process.exit(3);
}
// Half of a command's start is reading the same modules again. Where it can't be kept, Node goes on without. The place is src/cli/cache-dir.ts's.
const { REHEARSE_CACHE, XDG_CACHE_HOME } = process.env;
const { enableCompileCache } = await import('node:module');
enableCompileCache(join(REHEARSE_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'dress-rehearsal'), 'compiled'));
await import('../src/cli/rehearse.ts');
