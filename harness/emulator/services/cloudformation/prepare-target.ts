import { GetParameters$ } from '@aws-sdk/client-ssm';
import type { OperationContext } from '../../kernel/context.ts';
import { notEmulated, validationError } from './errors.ts';
import { kindsWithStandIns } from './resources/kinds-with-stand-ins.ts';
import type { Tag } from './resources/resource-kind.ts';
import type { Deployed } from './stacks/deployed.ts';
import { stackTables } from './state.ts';
import { checkCapabilities } from './template/capabilities.ts';
import { chooseParameters, namesStoredParameter, type GivenParameter, type ParameterValue } from './template/parameters.ts';
import { readTemplate } from './template/read-template.ts';
import { readParameters } from './template/read-parameters.ts';
import type { Template } from './template/template.ts';
import { buildStackModel, type StackModel } from './template/stack-model.ts';
import { checkMayExpand, processedText, readTransforms, type WrittenTemplate } from './template/transforms.ts';
import { templateText, type TemplateSource } from './template-source.ts';
import { parseStackArn } from './stack-arn.ts';

/** What CreateStack, UpdateStack and CreateChangeSet have in common. */
export interface StackRequest extends TemplateSource {
  readonly Parameters?: readonly GivenParameter[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
  readonly RollbackConfiguration?: object | undefined;
}

export interface Target {
  readonly deployed: Deployed;
  readonly model: StackModel;
}

/**
 * Reads and checks all that a request says about what the stack should be, before anything is changed. `reviewed`: it becomes a change set,
 * which shows what a transform made of the template.
 */
export async function prepareTarget(
  request: StackRequest,
  context: OperationContext,
  stackId: string,
  previous?: Deployed,
  options: { readonly reviewed?: boolean } = {},
): Promise<Target> {
  refuseNotEmulated(request);
  const written = readTransforms(await templateText(request, context, previous?.written ?? previous?.template));
  if (options.reviewed !== true) checkMayExpand(written, request.Capabilities ?? []);
  const { account, region, stackName } = parseStackArn(stackId);
  const { text, template, parameters } = await processed(written, request, context, previous, region);
  const tables = stackTables(context.state);
  const kinds = kindsWithStandIns(context.standIns);
  const names = { account, region, stackName, stackId, importValue: (name: string) => tables.exports.get(name)?.value };
  const model = buildStackModel(template, parameters, names, kinds);
  checkCapabilities(template, kinds, request.Capabilities ?? []);
  return {
    model,
    deployed: {
      template: text,
      ...(written.transforms.length === 0 ? {} : { written: written.text }),
      parameters,
      capabilities: request.Capabilities ?? [],
      tags: request.Tags === undefined ? (previous?.tags ?? []) : readTags(request.Tags),
      ...(template.description === undefined ? {} : { description: template.description }),
    },
  };
}

interface Processed {
  readonly text: string;
  readonly template: Template;
  readonly parameters: readonly ParameterValue[];
}

/** A transform sees the parameters' values, so they are chosen before it; of a plain template the structure is checked first. */
async function processed(
  written: WrittenTemplate,
  request: StackRequest,
  context: OperationContext,
  previous: Deployed | undefined,
  region: string,
): Promise<Processed> {
  const choose = (declared: Pick<Template, 'parameters'>): Promise<readonly ParameterValue[]> =>
    storedValues(chooseParameters(declared, request.Parameters ?? [], previous?.parameters ?? []), context);
  if (written.transforms.length === 0) {
    const template = readTemplate(written.text);
    return { text: written.text, template, parameters: await choose(template) };
  }
  const parameters = await choose({ parameters: readParameters(written.root) });
  const text = processedText(written, parameters, region);
  return { text, template: readTemplate(text), parameters };
}

function refuseNotEmulated({ NotificationARNs: topics, RollbackConfiguration: rollback }: StackRequest): void {
  if (topics !== undefined && topics.length > 0) throw notEmulated('The parameter NotificationARNs');
  const monitors = rollback !== undefined && 'RollbackTriggers' in rollback ? rollback.RollbackTriggers : undefined;
  if (Array.isArray(monitors) && monitors.length > 0) throw notEmulated('The parameter RollbackConfiguration');
}

function readTags(tags: NonNullable<StackRequest['Tags']>): readonly Tag[] {
  return tags.map(({ Key = '', Value = '' }) => {
    if (Key.toLowerCase().startsWith('aws:')) {
      throw validationError(`aws: prefixed tag key names are not allowed for external use: ${Key}`);
    }
    return { Key, Value };
  });
}

interface Stored {
  readonly Parameters?: readonly { readonly Name?: string; readonly Value?: string }[];
  readonly InvalidParameters?: readonly string[];
}

/** Looks up what parameters of type AWS::SSM::Parameter::Value<…> name, as the caller. */
async function storedValues(parameters: readonly ParameterValue[], context: OperationContext): Promise<readonly ParameterValue[]> {
  const names = [...new Set(parameters.filter(({ type }) => namesStoredParameter(type)).map(({ value }) => value))];
  if (names.length === 0) return parameters;
  const found = await context.call<Stored>(GetParameters$, { Names: names });
  const values = new Map((found.Parameters ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
  const missing = names.filter((name) => !values.has(name));
  if (missing.length > 0) throw validationError(`Unable to fetch parameters [${missing.join(',')}] from parameter store for this account.`);
  return parameters.map((parameter) => {
    const resolved = values.get(parameter.value);
    return namesStoredParameter(parameter.type) && resolved !== undefined ? { ...parameter, resolved } : parameter;
  });
}
