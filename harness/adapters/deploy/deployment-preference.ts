import { noHooks } from '../../../src/model/rollout-strategy.ts';
import { type Project, type ProjectModule, templateOf } from '../../../src/model/project.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { SaidByTemplates, TemplateDeployment } from '../../../src/model/template-deployment.ts';
import { asList, asMap, asText, type Data } from '../policy/data.ts';
import { type ReadYaml, readYaml } from '../policy/read-yaml.ts';

/** The DeploymentPreference of the functions that rehearsal.yaml names, as `AWS::Serverless::Function` and `Globals` have it. They go over together, so it is one. */
export async function readDeploymentPreference(
  project: Pick<Project, 'modules'>,
  read: (path: string) => Promise<string | null>,
): Promise<SaidByTemplates> {
  const found: Said[] = [];
  for (const module of project.modules) {
    const file = templateOf(module);
    const text = file === null ? null : await read(file);
    if (file !== null && text !== null) found.push(...saidIn(module, file, readYaml(text)));
  }
  const refused = found.map(refusalOf).find((problem) => problem !== null);
  if (refused !== undefined) return { kind: 'refused', problem: refused };
  const [first, ...others] = found;
  if (first === undefined) return { kind: 'nothing' };
  const other = others.find((each) => JSON.stringify(wishOf(each)) !== JSON.stringify(wishOf(first)));
  if (other !== undefined) {
    const message = `${other.logicalId} is to go over otherwise than ${first.logicalId} in ${first.file}`;
    return {
      kind: 'refused',
      problem: problemAt(other, message, 'Give all functions that rehearsal.yaml names the same DeploymentPreference.'),
    };
  }
  return { kind: 'said', deployment: { file: first.file, ...wishOf(first) } };
}

interface Said {
  readonly file: string;
  readonly line: number;
  readonly logicalId: string;
  readonly preference: Data;
}

function saidIn(module: ProjectModule, file: string, { data, lineOf }: ReadYaml): readonly Said[] {
  const top = asMap(data);
  const everywhere = asMap(asMap(asMap(top['Globals'])['Function'])['DeploymentPreference']);
  return module.functions.flatMap(({ logicalId }): readonly Said[] => {
    const resource = asMap(asMap(top['Resources'])[logicalId]);
    if (resource['Type'] !== 'AWS::Serverless::Function') return [];
    const preference = { ...everywhere, ...asMap(asMap(resource['Properties'])['DeploymentPreference']) };
    if (Object.keys(preference).length === 0 || ['false', 'False'].includes(asText(preference['Enabled']))) return [];
    return [{ file, line: lineOf(['Resources', logicalId, 'Properties', 'DeploymentPreference']), logicalId, preference }];
  });
}

/** `Role` is CodeDeploy's own, and nobody's here. */
const understood = new Set(['Enabled', 'Type', 'Hooks', 'Alarms', 'Role']);

function refusalOf(said: Said): Problem | null {
  const { preference } = said;
  const foreign = Object.keys(preference).find((name) => !understood.has(name));
  if (foreign !== undefined)
    return problemAt(said, `${foreign} is not carried out in a rehearsal`, 'Name the strategy in the topology in its place.');
  if (
    !['', 'true', 'True'].includes(asText(preference['Enabled'])) ||
    (preference['Enabled'] !== undefined && asText(preference['Enabled']) === '')
  )
    return problemAt(said, 'Enabled hangs on what is only known when it is deployed', 'Name the strategy in the topology in its place.');
  if (asText(preference['Type']) === '')
    return problemAt(said, 'Type is not there, or hangs on what is only known when it is deployed', "Write one of CodeDeploy's names.");
  const { PreTraffic: before, PostTraffic: after } = asMap(preference['Hooks']);
  const hooks = [before, after].filter((each) => each !== undefined);
  if (hooks.some((each) => nameOf(each) === null)) return problemAt(said, 'a hook is no function of this template', 'Write it as a Ref.');
  if (!Array.isArray(preference['Alarms'] ?? []))
    return problemAt(said, 'Alarms hang on what is only known when it is deployed', 'Write a list of Refs.');
  if (asList(preference['Alarms']).some((each) => nameOf(each) === null))
    return problemAt(said, 'an alarm is none of this template', 'Write it as a Ref.');
  return null;
}

function wishOf({ preference }: Said): Omit<TemplateDeployment, 'file'> {
  const { PreTraffic: before, PostTraffic: after } = asMap(preference['Hooks']);
  return {
    type: asText(preference['Type']),
    hooks: { beforeTraffic: nameOf(before) ?? noHooks.beforeTraffic, afterTraffic: nameOf(after) ?? noHooks.afterTraffic },
    alarms: asList(preference['Alarms']).flatMap((each) => nameOf(each) ?? []),
  };
}

/** The logical id that a Ref or a GetAtt names. */
function nameOf(value: unknown): string | null {
  const { Ref: ref, 'Fn::GetAtt': attribute } = asMap(value);
  const name = asText(ref ?? asList(attribute)[0]);
  return name === '' ? null : name;
}

function problemAt({ file, line, logicalId }: Said, message: string, hint: string): Problem {
  return { file, line, column: 1, path: `Resources.${logicalId}.Properties.DeploymentPreference`, message, hint };
}
