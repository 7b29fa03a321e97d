#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old says so instead of failing on TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `error this is Node ${process.versions.node}; rehearse needs 22.18 or newer\n  npm ci brings Node 24: run it as "npm run rehearse" or "npx rehearse".\n`,
  );
  process.exit(3);
}
await import('../src/cli/rehearse.ts');
