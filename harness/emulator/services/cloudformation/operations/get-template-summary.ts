import {
  GetTemplateSummary$,
  type GetTemplateSummaryCommandInput,
  type GetTemplateSummaryCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findStack, stackWant } from '../find-stack.ts';
import { resourceKinds } from '../resources/index.ts';
import { templateText } from '../template-source.ts';
import { neededCapabilities } from '../template/capabilities.ts';
import { checkReferences } from '../template/check-references.ts';
import { readTemplate } from '../template/read-template.ts';

export const getTemplateSummary = defineOperation<GetTemplateSummaryCommandInput, GetTemplateSummaryCommandOutput>({
  schema: GetTemplateSummary$,
  accepts: ['TemplateBody', 'TemplateURL', 'StackName'],
  authorise: (input, context) => [
    input.StackName === undefined
      ? { action: 'cloudformation:GetTemplateSummary', resource: '*' }
      : stackWant(context, 'GetTemplateSummary', input.StackName),
  ],
  async handle(input, context) {
    const text = input.StackName === undefined ? await templateText(input, context) : findStack(context, input.StackName).template;
    const template = readTemplate(text);
    checkReferences(template, resourceKinds);
    const needed = neededCapabilities(template, resourceKinds);
    return {
      Parameters: [...template.parameters].map(([key, declared]) => ({
        ParameterKey: key,
        DefaultValue: declared.default,
        ParameterType: declared.type,
        NoEcho: declared.noEcho,
        Description: declared.description,
        ParameterConstraints: { AllowedValues: declared.allowedValues === undefined ? undefined : [...declared.allowedValues] },
      })),
      Description: template.description,
      Capabilities: needed === undefined ? [] : [needed.capability],
      CapabilitiesReason: needed?.reason,
      ResourceTypes: [...new Set([...template.resources.values()].map(({ type }) => type))],
      Version: template.version,
      Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
      DeclaredTransforms: [],
      ResourceIdentifierSummaries: [],
      Warnings: undefined,
    };
  },
});
