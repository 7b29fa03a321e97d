import type { TestKind, TopologyRules } from '../model/topology.ts';
import type { Finding } from '../ports/check-runner.ts';
import type { ModuleTests, PromiseSurvey, TemplateSurvey } from '../ports/project-reader.ts';
import { describeFinding } from './judge-findings.ts';
import { breaksWithoutMajor, changesInWords } from './judge-promises.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

export interface PolicySurvey {
  readonly tests: readonly ModuleTests[];
  readonly templates: TemplateSurvey;
  readonly promises: PromiseSurvey;
}

/** Every broken rule. */
export function policyFindings(rules: TopologyRules, version: string, { tests, templates, promises }: PolicySurvey): readonly Finding[] {
  return [
    ...tests.flatMap((module) => missingKinds(module, rules.testKinds)),
    ...(rules.oneTemplate ? secondTemplates(templates) : []),
    ...templates.findings.filter(({ level }) => level === 'error'),
    ...(rules.semver ? breaksWithoutMajor(version, promises) : []),
  ];
}

/** What was found is red even where something else could not be read. */
export function judgePolicy(rules: TopologyRules, version: string, survey: PolicySurvey): Judgement {
  const findings = policyFindings(rules, version, survey);
  const [first] = findings;
  if (first !== undefined) return failed(`${count(findings.length)}: ${describeFinding(first)}`);
  return unread(survey, rules) ?? passed(kept(rules, survey, version));
}

function missingKinds({ module, files, place }: ModuleTests, wanted: readonly TestKind[]): readonly Finding[] {
  return wanted
    .filter((kind) => files[kind] === 0)
    .map((kind) => ({
      rule: 'missing-test-kind',
      level: 'error',
      place,
      message: `module ${module} ships no ${kind} test: name its files under modules.${module}.tests.${kind}.`,
    }));
}

function secondTemplates({ twins }: TemplateSurvey): readonly Finding[] {
  return twins.map(({ place, of, shared, ids }) => ({
    rule: 'second-template',
    level: 'error',
    place,
    message: `declares ${shared} of ${ids} resources of ${of} a second time: keep one template for all environments, and give what differs as parameters and conditions.`,
  }));
}

function unread({ templates, promises }: PolicySurvey, rules: TopologyRules): Judgement | null {
  const document = promises.documents.find((each) => each.unread !== null);
  const [one] = [
    ...templates.unread.map(({ path, why }) => `${path} could not be read (${why})`),
    ...(rules.semver && document?.unread !== undefined ? [`${document.path} could not be compared (${document.unread ?? ''})`] : []),
  ];
  if (one !== undefined) return inconclusive(`${one}: what can't be read can't be judged, so mend the file.`);
  return templates.read.length + templates.programs.length === 0
    ? inconclusive('No template was read: name one under modules in rehearsal.yaml.')
    : null;
}

function kept({ testKinds, oneTemplate, semver }: TopologyRules, { tests, templates, promises }: PolicySurvey, version: string): string {
  const said = [
    ...(testKinds.length === 0 ? [] : [`${plural(tests.length, 'module')} with ${testKinds.length} kinds of test each`]),
    ...(templates.read.length === 0 && templates.programs.length > 0
      ? []
      : [`${plural(templates.read.length, 'template')} without static credentials or rights that are too wide`]),
    ...(templates.programs.length === 0
      ? []
      : [`no static credential in ${templates.programs.join(', ')} (what it declares is read by no rule)`]),
    ...(oneTemplate ? ['no second one for another environment'] : []),
    ...(semver ? [changesInWords(version, promises)] : []),
  ];
  return `${capital(said.join(', '))}.`;
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings, the first`;
}

function plural(things: number, what: string): string {
  return things === 1 ? `1 ${what}` : `${things} ${what}s`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
