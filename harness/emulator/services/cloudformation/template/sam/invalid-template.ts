import { validationError } from '../../errors.ts';
import type { AwsError } from '../../../../kernel/aws-error.ts';

/** The one name of SAM's transform. */
export const serverlessTransform = 'AWS::Serverless-2016-10-31';

/** What CloudFormation answers where SAM refuses a template. */
export function invalidTemplate(problems: readonly string[]): AwsError {
  const start = `Transform ${serverlessTransform} failed with: Invalid Serverless Application Specification document.`;
  return validationError(`${start} Number of errors found: ${problems.length}. ${problems.join(' ')}`);
}
