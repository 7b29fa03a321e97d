import type { ServiceDefinition } from '../kernel/service.ts';

/** Every service of the emulator, loaded when it is first asked for. */
export const services: Readonly<Record<string, () => Promise<ServiceDefinition>>> = {
  s3: async () => (await import('./s3/service.ts')).service,
  sts: async () => (await import('./sts/service.ts')).service,
  iam: async () => (await import('./iam/service.ts')).service,
  ssm: async () => (await import('./ssm/service.ts')).service,
  secretsmanager: async () => (await import('./secretsmanager/service.ts')).service,
  lambda: async () => (await import('./lambda/service.ts')).service,
  logs: async () => (await import('./logs/service.ts')).service,
  cloudformation: async () => (await import('./cloudformation/service.ts')).service,
  kms: async () => (await import('./kms/service.ts')).service,
  dynamodb: async () => (await import('./dynamodb/service.ts')).service,
  sqs: async () => (await import('./sqs/service.ts')).service,
  sns: async () => (await import('./sns/service.ts')).service,
  events: async () => (await import('./events/service.ts')).service,
  codedeploy: async () => (await import('./codedeploy/service.ts')).service,
  apigateway: async () => (await import('./apigateway/service.ts')).service,
};
