import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { topologies } from './places.ts';

/** The shipped path gate by gate, but for the samples that its performance gate asks for: 500 would take half a minute. */
export async function fourEnvironments(file: string): Promise<string> {
  const shipped = await readFile(join(topologies, 'four-environment.yaml'), 'utf8');
  const shorter = shipped.replace(/^( +- )performance$/m, '$1{ gate: performance, thresholds: { minSamples: 100 } }');
  if (shorter === shipped) throw new Error('four-environment.yaml has no performance gate');
  return await save(file, shorter);
}

const uat = (gates: readonly string[]): string => `name: short
tooling: { account: "111111111110", region: eu-west-1 }
stages:
  - environment: uat
    account: "333333333333"
    regions: [eu-west-1]
    trigger: { kind: manual }
    gates:
${gates.map((gate) => `      - ${gate}\n`).join('')}`;

const production = `
  - environment: production
    account: "444444444444"
    regions: [eu-west-1]
    trigger: { kind: manual }
    gates: [same-artefact]
`;

/** UAT with these gates alone: what a gate says doesn't hang on those before it. */
export async function oneStage(file: string, gates: readonly string[]): Promise<string> {
  return await save(file, uat(gates));
}

/** The same, and production behind it. */
export async function shortPath(file: string, gates: readonly string[]): Promise<string> {
  return await save(file, uat(gates) + production);
}

/** One environment in which the last release is live. */
export async function pathOverLastRelease(
  file: string,
  environment: string,
  gates: string,
  regions: readonly string[] = ['eu-west-1'],
): Promise<string> {
  return await save(
    file,
    `name: over-last-release
tooling: { account: "111111111110", region: eu-west-1 }
stages:
  - environment: ${environment}
    account: "222222222222"
    regions: [${regions.join(', ')}]
    trigger: { kind: merge, branch: main }
    startsAt: latest-release
    gates:
${gates.replaceAll(/^/gm, '      ')}
`,
  );
}

/** UAT in one region, and production, which is empty, in these. */
export async function pathToRegions(file: string, gates: readonly string[], regions: readonly string[]): Promise<string> {
  const behind = production.replace('[eu-west-1]', `[${regions.join(', ')}]`).replace('[same-artefact]', `[${gates.join(', ')}]`);
  return await save(file, uat(['build', 'migrate', 'deploy']) + behind);
}

async function save(file: string, text: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}
