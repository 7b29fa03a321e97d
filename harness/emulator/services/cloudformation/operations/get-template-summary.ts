import {
  GetTemplateSummary$,
  type Capability,
  type GetTemplateSummaryCommandInput,
  type GetTemplateSummaryCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { findStack, stackWant } from '../find-stack.ts';
import { templateText } from '../template-source.ts';
import { describeTemplate } from '../describe-template.ts';

export const getTemplateSummary = defineOperation<GetTemplateSummaryCommandInput, GetTemplateSummaryCommandOutput>({
  schema: GetTemplateSummary$,
  accepts: ['TemplateBody', 'TemplateURL', 'StackName'],
  authorise: (input, context) => [
    input.StackName === undefined
      ? { action: 'cloudformation:GetTemplateSummary', resource: '*' }
      : stackWant(context, 'GetTemplateSummary', input.StackName),
  ],
  async handle(input, context) {
    const stack = input.StackName === undefined ? undefined : findStack(context, input.StackName);
    const text = stack === undefined ? await templateText(input, context) : (stack.written ?? stack.template);
    const template = describeTemplate(text, context);
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
      Capabilities: [...template.capabilities] as Capability[],
      CapabilitiesReason: template.capabilitiesReason,
      ResourceTypes: [...template.resourceTypes],
      Version: template.version,
      Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
      DeclaredTransforms: [...template.transforms],
      ResourceIdentifierSummaries: [],
      Warnings: undefined,
    };
  },
});
