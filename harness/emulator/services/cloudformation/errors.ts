import { AwsError } from '../../kernel/aws-error.ts';

/** What CloudFormation answers to nearly everything that is wrong with a request or a template. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}

export function alreadyExists(stackName: string): AwsError {
  return new AwsError('AlreadyExistsException', `Stack [${stackName}] already exists`, 400);
}

export function insufficientCapabilities(capability: string): AwsError {
  return new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${capability}]`, 400);
}

export function changeSetNotFound(name: string): AwsError {
  return new AwsError('ChangeSetNotFoundException', `ChangeSet [${name}] does not exist`, 404);
}

export function changeSetExists(name: string): AwsError {
  return new AwsError('AlreadyExistsException', `ChangeSet ${name} already exists`, 400);
}

export function invalidChangeSetStatus(id: string, status: string): AwsError {
  return new AwsError('InvalidChangeSetStatusException', `ChangeSet [${id}] cannot be executed in its current status of [${status}]`, 400);
}

export function stackDoesNotExist(name: string): AwsError {
  return validationError(`Stack with id ${name} does not exist`);
}

/** A part of CloudFormation that AWS has and this emulator has not: refused by name, never ignored. */
export function notEmulated(what: string): AwsError {
  return validationError(`${what} is not implemented by this emulator. Leave it out of the template or the request.`);
}
