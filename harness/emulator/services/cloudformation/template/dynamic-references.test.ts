import { describe, expect, it } from 'vitest';
import { resolveDynamic, type DynamicReference } from './dynamic-references.ts';

async function looked(text: string): Promise<{ readonly value: unknown; readonly asked: readonly DynamicReference[] }> {
  const asked: DynamicReference[] = [];
  const value = await resolveDynamic({ Key: [text] }, (reference) => {
    asked.push(reference);
    return Promise.resolve(`<${asked.length}>`);
  });
  return { value, asked };
}

describe('dynamic references', () => {
  it.each<[string, string, DynamicReference]>([
    ['{{resolve:ssm:/db/host}}', '<1>', { kind: 'ssm', name: '/db/host' }],
    ['x-{{resolve:ssm:host:3}}-y', 'x-<1>-y', { kind: 'ssm', name: 'host', version: '3' }],
    ['{{resolve:secretsmanager:db}}', '<1>', { kind: 'secretsmanager', secretId: 'db' }],
    ['{{resolve:secretsmanager:db:SecretString:user}}', '<1>', { kind: 'secretsmanager', secretId: 'db', jsonKey: 'user' }],
    [
      '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf:SecretString:user:AWSPREVIOUS}}',
      '<1>',
      {
        kind: 'secretsmanager',
        secretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf',
        jsonKey: 'user',
        versionStage: 'AWSPREVIOUS',
      },
    ],
  ])('look up %s', async (text, value, reference) => {
    expect(await looked(text)).toEqual({ value: { Key: [value] }, asked: [reference] });
  });

  it('look up each of several', async () => {
    const { value } = await looked('{{resolve:ssm:a}}:{{resolve:ssm:b}}');
    expect(value).toEqual({ Key: ['<1>:<2>'] });
  });

  it.each(['{{resolve:ssm:a:b:c}}', '{{resolve:secretsmanager:x:SecretBinary}}', '{{resolve:ssm-secure:x}}', '{{resolve:vault:x}}'])(
    'refuse %s',
    async (text) => {
      await expect(looked(text)).rejects.toMatchObject({ code: 'ValidationError' });
    },
  );
});
