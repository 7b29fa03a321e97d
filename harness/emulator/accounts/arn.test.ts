import { describe, expect, it } from 'vitest';
import { parseArn } from './arn.ts';

describe('parseArn', () => {
  it('splits an ARN into its parts and leaves colons in the resource', () => {
    expect(parseArn('arn:aws:lambda:eu-central-1:111122223333:function:pay:live')).toEqual({
      partition: 'aws',
      service: 'lambda',
      region: 'eu-central-1',
      account: '111122223333',
      resource: 'function:pay:live',
    });
  });

  it('keeps parts that are empty', () => {
    expect(parseArn('arn:aws:s3:::bucket/key')).toMatchObject({ region: '', account: '', resource: 'bucket/key' });
  });

  it.each(['', 'arn', 'arn:aws:s3', 'arn:aws:s3::', 'aws:arn:s3:::bucket', 'urn:aws:s3:::bucket'])(
    'does not take %j for an ARN',
    (text) => {
      expect(parseArn(text)).toBeUndefined();
    },
  );
});
