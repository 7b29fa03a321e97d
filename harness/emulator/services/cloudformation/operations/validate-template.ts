import {
  ValidateTemplate$,
  type Capability,
  type ValidateTemplateCommandInput,
  type ValidateTemplateCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { templateText } from '../template-source.ts';
import { describeTemplate } from '../describe-template.ts';

export const validateTemplate = defineOperation<ValidateTemplateCommandInput, ValidateTemplateCommandOutput>({
  schema: ValidateTemplate$,
  accepts: ['TemplateBody', 'TemplateURL'],
  authorise: () => [{ action: 'cloudformation:ValidateTemplate', resource: '*' }],
  async handle(input, context) {
    const template = describeTemplate(await templateText(input, context), context);
    return {
      Parameters: [...template.parameters].map(([key, declared]) => ({
        ParameterKey: key,
        DefaultValue: declared.default,
        NoEcho: declared.noEcho,
        Description: declared.description,
      })),
      Description: template.description,
      Capabilities: [...template.capabilities] as Capability[],
      CapabilitiesReason: template.capabilitiesReason,
      DeclaredTransforms: [...template.transforms],
    };
  },
});
