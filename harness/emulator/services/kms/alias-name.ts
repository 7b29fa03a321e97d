import { invalidAliasName, validation } from './errors.ts';

/** An alias that a customer may make. */
export function checkAliasName(name = ''): string {
  if (!name.startsWith('alias/')) {
    throw validation(
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  }
  if (name === 'alias/' || name.length > 256 || !/^alias\/[a-zA-Z0-9/_-]+$/.test(name)) {
    throw invalidAliasName('Alias contains invalid characters for an alias');
  }
  if (name.startsWith('alias/aws/')) throw invalidAliasName('Alias must not begin with alias/aws/');
  return name;
}
