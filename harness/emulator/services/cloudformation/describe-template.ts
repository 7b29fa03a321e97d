import type { OperationContext } from '../../kernel/context.ts';
import { kindsWithStandIns } from './resources/kinds-with-stand-ins.ts';
import { neededCapabilities } from './template/capabilities.ts';
import { checkReferences } from './template/check-references.ts';
import { isObject, type Json } from './template/json.ts';
import { namesStoredParameter } from './template/parameters.ts';
import { readParameters } from './template/read-parameters.ts';
import { readTemplate } from './template/read-template.ts';
import type { ParameterDeclaration } from './template/template.ts';
import { processedText, readTransforms } from './template/transforms.ts';

/** What ValidateTemplate and GetTemplateSummary say of a template, without parameters' values. */
export interface DescribedTemplate {
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly description?: string;
  readonly version?: string;
  readonly metadata?: Json;
  /** As written: of a SAM template the short forms. */
  readonly resourceTypes: readonly string[];
  readonly capabilities: readonly string[];
  readonly capabilitiesReason?: string;
  readonly transforms: readonly string[];
}

/** @throws CloudFormation's error for anything wrong with the template: one with a transform is tried with its parameters' defaults. */
export function describeTemplate(text: string, { region, standIns }: Pick<OperationContext, 'region' | 'standIns'>): DescribedTemplate {
  const kinds = kindsWithStandIns(standIns);
  const written = readTransforms(text);
  const defaults = [...readParameters(written.root)].flatMap(([key, { type, noEcho, default: value }]) =>
    value === undefined || namesStoredParameter(type) ? [] : [{ key, type, value, noEcho }],
  );
  const template = readTemplate(processedText(written, defaults, region));
  checkReferences(template, kinds);
  const needed = neededCapabilities(template, kinds);
  const expands = written.transforms.length === 0 ? [] : ['CAPABILITY_AUTO_EXPAND'];
  const reason =
    needed?.reason ??
    (expands.length === 0 ? undefined : `The following resource(s) require capabilities: [${written.transforms.join(', ')}]`);
  return {
    parameters: template.parameters,
    ...(template.description === undefined ? {} : { description: template.description }),
    ...(template.version === undefined ? {} : { version: template.version }),
    ...(template.metadata === undefined ? {} : { metadata: template.metadata }),
    resourceTypes: typesIn(written.root),
    capabilities: [...(needed === undefined ? [] : [needed.capability]), ...expands],
    ...(reason === undefined ? {} : { capabilitiesReason: reason }),
    transforms: written.transforms,
  };
}

function typesIn(root: Json): readonly string[] {
  const resources = isObject(root) && isObject(root['Resources']) ? Object.values(root['Resources']) : [];
  const types = resources.flatMap((resource) => (isObject(resource) && typeof resource['Type'] === 'string' ? [resource['Type']] : []));
  return [...new Set(types)];
}
