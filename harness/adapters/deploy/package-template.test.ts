import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageTemplate } from './package-template.ts';

const pay = { logicalId: 'Pay', key: 'payments/abc/pay.zip', bundled: true };

function packaged(properties: string, type = 'AWS::Serverless::Function', globals = ''): unknown {
  const text = `${globals}Resources:\n  Pay:\n    Type: ${type}\n    Properties: ${properties}\n`;
  const { Resources } = parse(packageTemplate(text, 'registry', [pay])) as { Resources: { Pay: { Properties: unknown } } };
  return Resources.Pay.Properties;
}

describe('a packaged template', () => {
  it.each([
    ['a folder', '{ CodeUri: src/, Handler: app.lambdaHandler }', ''],
    ['no CodeUri at all', '{ Handler: dist/src/app.lambdaHandler }', ''],
    ['a folder for all functions', '{ Handler: app.lambdaHandler }', 'Globals: { Function: { CodeUri: . } }\n'],
  ])('has the stored zip in place of %s, and the handler that is in it', (_, properties, globals) => {
    expect(packaged(properties, 'AWS::Serverless::Function', globals)).toEqual({
      CodeUri: { Bucket: 'registry', Key: 'payments/abc/pay.zip' },
      Handler: 'index.lambdaHandler',
    });
  });

  it.each([
    ['a local path', '{ Code: ./src, Handler: app.main }'],
    ['an asset of CDK', '{ Code: { S3Bucket: { "Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}" }, S3Key: a.zip }, Handler: app.main }'],
  ])('has it in a plain function too: %s', (_, properties) => {
    expect(packaged(properties, 'AWS::Lambda::Function')).toEqual({
      Code: { S3Bucket: 'registry', S3Key: 'payments/abc/pay.zip' },
      Handler: 'index.main',
    });
  });

  it.each([
    ['AWS::Lambda::Function', '{ Code: { S3Bucket: !Ref ArtefactBucket, S3Key: !Ref PayKey }, Handler: index.handler }'],
    ['AWS::Serverless::Function', '{ CodeUri: s3://elsewhere/pay.zip, Handler: index.handler }'],
    ['AWS::Serverless::Function', '{ InlineCode: "exports.handler = 1", Handler: index.handler }'],
  ])('is the same bytes where the code of %s is named already: %s', (type, properties) => {
    const text = `Resources:\n  Pay:\n    Type: ${type}\n    Properties: ${properties}   # as it is\n`;
    expect(packageTemplate(text, 'registry', [pay])).toBe(text);
  });

  it('stays JSON where it was JSON, as what begins like it is read', () => {
    const fn = { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'cdk-assets', S3Key: 'a.zip' }, Handler: 'index.main' } };
    const text = JSON.stringify({ Resources: { Pay: fn } }, null, 1);
    expect(JSON.parse(packageTemplate(text, 'registry', [pay]))).toMatchObject({
      Resources: { Pay: { Properties: { Code: { S3Bucket: 'registry', S3Key: pay.key } } } },
    });
  });

  it('keeps the short forms of functions', () => {
    const text =
      'Resources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: ., Handler: a.b, Role: !GetAtt Role.Arn }\n';
    expect(packageTemplate(text, 'registry', [pay])).toContain('Role: !GetAtt Role.Arn');
  });
});
