import { AwsError } from '../../kernel/aws-error.ts';

/** Codes and sentences as Amazon EventBridge answers them. */

export const validation = (message: string): AwsError => new AwsError('ValidationException', message, 400);

export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, 400);

export const noSuchBus = (name: string): AwsError => resourceNotFound(`Event bus ${name} does not exist.`);

export const noSuchRule = (name: string, bus: string): AwsError => resourceNotFound(`Rule ${name} does not exist on EventBus ${bus}.`);

export const busExists = (name: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`, 400);

export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', message, 400);

export const invalidPattern = (message: string): AwsError => new AwsError('InvalidEventPatternException', message, 400);
