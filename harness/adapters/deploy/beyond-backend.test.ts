import { describe, expect, it } from 'vitest';
import { beyondBackend } from './beyond-backend.ts';

const change = (logicalId: string, type: string) => ({ action: 'Add', logicalId, type, replacement: null });
const api = change('Api', 'AWS::ApiGatewayV2::Api');
const route = change('Route', 'AWS::ApiGatewayV2::Route');
const key = change('Key', 'AWS::KMS::Key');
const fn = change('Pay', 'AWS::Lambda::Function');

describe('what a template wants of a backend', () => {
  it.each([
    ['is there', [api, key, fn], ['iam-enforcement'] as const],
    ['is nothing that is missing', [fn], ['http-apis', 'kms'] as const],
  ])('%s', (_, changes, missing) => {
    expect(beyondBackend(changes, missing)).toBeNull();
  });

  it('is named with the first resource that wants it, and once', () => {
    expect(beyondBackend([fn, api, route, key], ['http-apis', 'kms'])).toEqual({
      refused:
        'Api is an AWS::ApiGatewayV2::Api (and 2 more), and this backend has no http-apis: rehearse on one that has, such as --backend embedded.',
      lacking: ['http-apis', 'kms'],
    });
  });
});
