import { type Project, templateOf } from '../../../src/model/project.ts';
import type { Finding } from '../../../src/ports/check-runner.ts';
import { asMap } from './data.ts';
import { readYaml } from './read-yaml.ts';
import type { Template } from './template.ts';

/** A NoEcho parameter's value, written into rehearsal.yaml for one environment or for all. `${…}` and dynamic references are handed over at deploy time. */
export function configCredentials(project: Project, templates: readonly Template[], text: string): readonly Finding[] {
  const { lineOf } = readYaml(text);
  return project.modules.flatMap((module) => {
    const template = templates.find(({ path }) => path === templateOf(module));
    const secret = Object.entries(template?.parameters ?? {}).flatMap(([name, parameter]) =>
      String(asMap(parameter)['NoEcho']) === 'true' ? [name] : [],
    );
    const given = [
      { values: module.parameters, at: ['modules', module.id, 'parameters'] },
      ...Object.entries(module.environments).map(([environment, { parameters }]) => ({
        values: parameters,
        at: ['modules', module.id, 'environments', environment, 'parameters'],
      })),
    ];
    return given.flatMap(({ values, at }) =>
      secret
        .filter((name) => isLiteral(values[name]))
        .map((name): Finding => ({
          rule: 'static-credential',
          level: 'error',
          place: `rehearsal.yaml:${lineOf([...at, name])}`,
          message: `parameter ${name} is NoEcho and its value is written down here: take it out, and read the secret at run time.`,
        })),
    );
  });
}

function isLiteral(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !/\$\{|\{\{resolve:/.test(value);
}
