import type { Release } from '../model/release.ts';
import type { Step } from '../model/topology.ts';
import type { GateResult } from '../ports/gate.ts';
import type { Ports } from '../ports/ports.ts';

/** Does a step that judges nothing. What goes wrong is thrown: such a step has no verdict of its own. */
export async function runAction(
  step: Step & { readonly kind: 'action' },
  environment: string,
  release: Release | null,
  ports: Pick<Ports, 'artefacts' | 'evidence' | 'migrator'>,
): Promise<GateResult> {
  if (release === null) throw new Error(`${step.action} needs a release: put a build gate before it in the topology.`);
  switch (step.action) {
    case 'schema-snapshot':
      return snapshot(environment, release, ports);
    case 'tag-artefacts':
      return tag(step.tags, release, ports);
  }
}

async function snapshot(
  environment: string,
  release: Release,
  { artefacts, evidence, migrator }: Pick<Ports, 'artefacts' | 'evidence' | 'migrator'>,
): Promise<GateResult> {
  const schema = await migrator.snapshot(environment);
  if (schema === null) return done('The project has no database.');
  const name = `schema-${environment}.sql`;
  const digest = await artefacts.storeBeside(release, name, new TextEncoder().encode(schema.text));
  const kept = await evidence.keep(name, schema.text);
  const { database, version, tool } = schema;
  return {
    ...done(`The schema of ${database} (by ${tool}) is kept beside the release as ${name}.`),
    evidence: [kept],
    facts: { database: [{ name: database, version, schema: digest }] },
  };
}

async function tag(tags: Readonly<Record<string, string>>, release: Release, { artefacts }: Pick<Ports, 'artefacts'>): Promise<GateResult> {
  await artefacts.tag(release, tags);
  const carried = await artefacts.tagsOf(release);
  const said = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  const lost = Object.entries(tags).filter(([key, value]) => carried[key] !== value);
  if (lost.length > 0) {
    throw new Error(`The registry did not keep ${lost.map(([key]) => key).join(', ')}: see whether the stage's role may tag objects.`);
  }
  return done(`All ${String(release.artefacts.length)} objects carry ${said.join(', ')}.`);
}

function done(reason: string): GateResult {
  return { verdict: 'passed', reason, evidence: [], facts: {} };
}
