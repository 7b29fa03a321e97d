import { constraintFailed, validationError } from './errors.ts';

/** A role's, user's or policy's name. `member` is the name of the input member as IAM words it: `roleName`. */
export function checkName(member: string, name = '', longest = 64): string {
  if (name.length < 1) throw constraintFailed(member, 'Member must have length greater than or equal to 1');
  if (name.length > longest) throw constraintFailed(member, `Member must have length less than or equal to ${String(longest)}`);
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw validationError(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return name;
}

export function checkPath(path = '/'): string {
  if (path.length > 512) throw constraintFailed('path', 'Member must have length less than or equal to 512');
  if (!/^\/([!-~]+\/)?$/.test(path)) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return path;
}

/** In seconds, an hour to twelve; an hour where nothing is said. */
export function checkMaxSessionDuration(seconds = 3600): number {
  if (seconds < 3600) throw constraintFailed('maxSessionDuration', 'Member must have value greater than or equal to 3600');
  if (seconds > 43_200) throw constraintFailed('maxSessionDuration', 'Member must have value less than or equal to 43200');
  return seconds;
}

/** A role's, in Latin-1 and no wider: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function checkDescription(description: string): string {
  if (description.length > 1000) throw constraintFailed('description', 'Member must have length less than or equal to 1000');
  if (!/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/.test(description)) {
    const pattern = String.raw`[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`;
    throw constraintFailed('description', `Member must satisfy regular expression pattern: ${pattern}`);
  }
  return description;
}
