import { AwsError } from '../../kernel/aws-error.ts';

/** What API Gateway answers, in its own words. */
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message, 400);

export const conflict = (message: string): AwsError => new AwsError('ConflictException', message, 409);

export const invalidApi = (apiId: string): AwsError => new AwsError('NotFoundException', `Invalid API identifier specified ${apiId}`, 404);

export const invalidIdentifier = (kind: 'Route' | 'Integration' | 'Stage' | 'Deployment', id: string): AwsError =>
  new AwsError('NotFoundException', `Invalid ${kind} identifier specified ${id}`, 404);
