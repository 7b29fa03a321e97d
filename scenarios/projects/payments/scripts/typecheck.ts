/** Runs tsc and writes what it said as JUnit: a case per file of ours that was checked. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const run = spawnSync(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '--listFiles'], { encoding: 'utf8' });

const complaints = new Map<string, string[]>();
const checked = new Set<string>();
for (const line of run.stdout.split('\n')) {
  const complaint = /^(?:(.+?)\(\d+,\d+\): )?error TS\d+: /.exec(line);
  const ours = relative(process.cwd(), resolve(line));
  if (complaint) {
    const file = complaint[1] ?? 'tsconfig.json';
    complaints.set(file, [...(complaints.get(file) ?? []), line]);
  } else if (line.endsWith('.ts') && !ours.startsWith('..') && !ours.includes('node_modules')) {
    checked.add(ours);
  }
}

const escape = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const cases = [...new Set([...checked, ...complaints.keys()])].toSorted().map((file) => {
  const lines = complaints.get(file);
  const failure = lines ? `<failure message="${escape(lines[0] ?? '')}">${escape(lines.join('\n'))}</failure>` : '';
  return `    <testcase classname="tsc" name="${escape(file)}">${failure}</testcase>`;
});
mkdirSync('reports', { recursive: true });
writeFileSync(
  'reports/typecheck.xml',
  `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tsc" tests="${cases.length}" failures="${complaints.size}" errors="0">
  <testsuite name="tsc" tests="${cases.length}" failures="${complaints.size}" errors="0" skipped="0">
${cases.join('\n')}
  </testsuite>
</testsuites>
`,
);
process.stdout.write([...complaints.values()].flat().join('\n') || `${cases.length} files checked`);
process.stdout.write(`\n${run.stderr}`);
process.exitCode = run.status ?? 1;
