import type { PutParameterRequest } from '@aws-sdk/client-ssm';
import { AwsError } from '../../kernel/aws-error.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { constraint, patternMismatch, validation } from './errors.ts';
import { checkNewName } from './parameter-name.ts';

/** What PutParameter checks before it looks at what is there. */
export function checkPut(input: PutParameterRequest): void {
  checkNewName(input.Name ?? '');
  checkValue(input.Value ?? '', input);
  if (input.Type !== undefined && !['String', 'StringList', 'SecureString'].includes(input.Type))
    throw constraint('type', input.Type, 'Member must satisfy enum value set: [SecureString, StringList, String]');
  if (input.Tier !== undefined && input.Tier !== 'Standard' && input.Tier !== 'Intelligent-Tiering')
    throw new NotImplemented(`The parameter tier ${input.Tier}`);
  if (input.DataType !== undefined && input.DataType !== 'text') throw new NotImplemented(`The parameter data type ${input.DataType}`);
  checkKey(input);
}

function checkValue(value: string, { AllowedPattern: pattern, Type: type }: PutParameterRequest): void {
  if (value === '') throw constraint('value', value, 'Member must have length greater than or equal to 1');
  if (Buffer.byteLength(value) > 4096)
    throw validation(
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    );
  if (pattern === undefined || pattern === '') return;
  const values = type === 'StringList' ? value.split(',') : [value];
  const expression = compile(pattern);
  if (!values.every((each) => expression.test(each))) throw patternMismatch(pattern);
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (problem) {
    throw Object.assign(
      new AwsError('InvalidAllowedPatternException', 'The request does not meet the regular expression requirement.', 400),
      {
        cause: problem,
      },
    );
  }
}

function checkKey({ KeyId: keyId, Type: type }: PutParameterRequest): void {
  if (keyId !== undefined && type !== 'SecureString') throw validation('KeyId is required for SecureString type parameter only.');
}
