import { ValidateTemplate$, type ValidateTemplateCommandInput, type ValidateTemplateCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceKinds } from '../resources/index.ts';
import { templateText } from '../template-source.ts';
import { neededCapabilities } from '../template/capabilities.ts';
import { checkReferences } from '../template/check-references.ts';
import { readTemplate } from '../template/read-template.ts';

export const validateTemplate = defineOperation<ValidateTemplateCommandInput, ValidateTemplateCommandOutput>({
  schema: ValidateTemplate$,
  accepts: ['TemplateBody', 'TemplateURL'],
  authorise: () => [{ action: 'cloudformation:ValidateTemplate', resource: '*' }],
  async handle(input, context) {
    const template = readTemplate(await templateText(input, context));
    checkReferences(template, resourceKinds);
    const needed = neededCapabilities(template, resourceKinds);
    return {
      Parameters: [...template.parameters].map(([key, declared]) => ({
        ParameterKey: key,
        DefaultValue: declared.default,
        NoEcho: declared.noEcho,
        Description: declared.description,
      })),
      Description: template.description,
      Capabilities: needed === undefined ? [] : [needed.capability],
      CapabilitiesReason: needed?.reason,
      DeclaredTransforms: [],
    };
  },
});
