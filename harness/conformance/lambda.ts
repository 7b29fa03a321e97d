import { lambdaAliases } from './lambda-aliases.ts';
import { lambdaEvents } from './lambda-events.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { lambdaInvocations } from './lambda-invocations.ts';
import { lambdaUrls } from './lambda-urls.ts';
import type { Conformance } from './suite.ts';

export const lambda: Conformance = {
  service: 'lambda',
  cases: [...lambdaFunctions, ...lambdaInvocations, ...lambdaAliases, ...lambdaUrls, ...lambdaEvents],
};
