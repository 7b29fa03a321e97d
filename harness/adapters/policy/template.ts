import { asMap, type Data } from './data.ts';
import { readYaml, type Path } from './read-yaml.ts';

/** A CloudFormation or SAM template as it stands in the commit, intrinsic functions and all. */
export interface Template {
  readonly path: string;
  readonly resources: readonly TemplateResource[];
  readonly parameters: Data;
  readonly lineOf: (path: Path) => number;
}

export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Data;
  /** Of `properties`. */
  readonly at: Path;
}

/** Null where the text is something else than a template. Throws where it is no YAML or JSON at all. */
export function readTemplate(path: string, text: string): Template | null {
  const { data, lineOf } = readYaml(text);
  const top = asMap(data);
  const resources = Object.entries(asMap(top['Resources'])).flatMap(([id, resource]): readonly TemplateResource[] => {
    const { Type: type, Properties: properties } = asMap(resource);
    return typeof type === 'string' ? [{ id, type, properties: asMap(properties), at: ['Resources', id, 'Properties'] }] : [];
  });
  if (!resources.some(({ type }) => /^(AWS|Custom|Alexa)::/.test(type))) return null;
  return { path, resources, parameters: asMap(top['Parameters']), lineOf };
}
