import { type Project, templateOf } from '../../../src/model/project.ts';
import type { Finding } from '../../../src/ports/check-runner.ts';
import type { TemplateSurvey, Unread } from '../../../src/ports/project-reader.ts';
import type { CommitFiles } from './commit-files.ts';
import { configCredentials } from './config-credentials.ts';
import { templateRules } from './rules/index.ts';
import { secretsInText } from './secrets-in-text.ts';
import { readTemplate, type Template } from './template.ts';
import { twinTemplates } from './twin-templates.ts';

/** The modules' templates by the rules, the other templates of the commit as possible twins of theirs, and rehearsal.yaml for credentials. */
export async function surveyTemplates(project: Project, files: CommitFiles): Promise<TemplateSurvey> {
  const paths = [...new Set(project.modules.map(templateOf).filter((path) => path !== null))];
  const named: Template[] = [];
  const unread: Unread[] = [];
  const findings: Finding[] = [];
  for (const path of paths) {
    const text = await files.read(path);
    const read = readNamed(path, text);
    if (typeof read === 'string') unread.push({ path, why: read });
    else named.push(read);
    if (text !== null) findings.push(...(await secretsInText(path, text)));
  }
  findings.push(...named.flatMap(findingsOf));
  const config = await files.read('rehearsal.yaml');
  if (config !== null) findings.push(...(await secretsInText('rehearsal.yaml', config)), ...configCredentials(project, named, config));
  const programs = await surveyPrograms(project, files);
  findings.push(...programs.findings);
  const others = await otherTemplates(project, files, new Set(paths));
  return {
    read: named.map(({ path }) => path),
    programs: programs.read,
    unread,
    twins: twinTemplates(named, others),
    findings: once(findings),
  };
}

/** A program of another tool: no rule reads its resources, and a credential in its text is one all the same. */
async function surveyPrograms(
  project: Project,
  files: CommitFiles,
): Promise<{ readonly read: readonly string[]; readonly findings: readonly Finding[] }> {
  const folders = project.modules.flatMap(({ infrastructure }) => (infrastructure.kind === 'program' ? [infrastructure.program] : []));
  const findings: Finding[] = [];
  for (const path of await files.paths()) {
    if (!folders.some((folder) => path.startsWith(`${folder.replace(/\/+$/, '')}/`))) continue;
    findings.push(...(await secretsInText(path, (await files.read(path)) ?? '')));
  }
  return { read: folders, findings };
}

function readNamed(path: string, text: string | null): Template | string {
  if (text === null) return 'the commit has no such file';
  try {
    return readTemplate(path, text) ?? 'it declares no AWS resource';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function findingsOf(template: Template): readonly Finding[] {
  return templateRules.flatMap(({ id, find }) =>
    find(template).map(({ at, message }) => ({
      rule: id,
      level: 'error' as const,
      place: `${template.path}:${template.lineOf(at)}`,
      message,
    })),
  );
}

/** A test's fixtures are no template of an environment. */
async function otherTemplates(project: Project, files: CommitFiles, named: ReadonlySet<string>): Promise<readonly Template[]> {
  const tests = project.modules.flatMap(({ tests: kinds }) => Object.values(kinds).flat());
  const paths = (await files.paths()).filter(
    (path) =>
      /\.(ya?ml|json|template)$/.test(path) &&
      !named.has(path) &&
      !path.split('/').includes('node_modules') &&
      !tests.some((place) => path.startsWith(`${place.replace(/\/+$/, '')}/`)),
  );
  const read = await Promise.all(paths.map(async (path) => ifTemplate(path, (await files.read(path)) ?? '')));
  return read.filter((each) => each !== null);
}

/** Whatever isn't a template is none of this gate's business, and needn't even be YAML. */
function ifTemplate(path: string, text: string): Template | null {
  if (!text.includes('Resources') || !/\b(AWS|Custom|Alexa)::/.test(text)) return null;
  const read = readNamed(path, text);
  return typeof read === 'string' ? null : read;
}

function once(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((one, index) => findings.findIndex(({ rule, place }) => rule === one.rule && place === one.place) === index);
}
