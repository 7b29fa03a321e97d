import { describe, expect, it } from 'vitest';
import { checkNewName, checkPath, parameterArn, parseParameterRef } from './parameter-name.ts';

const own = { account: '111122223333', region: 'eu-central-1' };

describe('the name of a parameter', () => {
  it.each(['a', '/a', '/a/b.c-d_e', '/cdk-bootstrap/hnb659fds/version', `/${'a/'.repeat(14)}a`])('%s is taken', (name) => {
    expect(() => checkNewName(name)).not.toThrow();
  });

  it.each(['a/b', '/a/', '//a', 'a b', 'ssm-a', '/SSM/a', 'aws', '/aws/x', `/${'a/'.repeat(15)}a`, 'a'.repeat(1012)])(
    '%s is refused',
    (name) => {
      expect(() => checkNewName(name)).toThrow(/Parameter name|parameter name|fully qualified|hierarchy/);
    },
  );

  it('is part of an ARN, with one slash between', () => {
    expect(parameterArn('eu-central-1', '111122223333', 'a')).toBe('arn:aws:ssm:eu-central-1:111122223333:parameter/a');
    expect(parameterArn('eu-central-1', '111122223333', '/a/b')).toBe('arn:aws:ssm:eu-central-1:111122223333:parameter/a/b');
  });

  it('is read from a name, a version and an ARN', () => {
    expect(parseParameterRef('/a:3', own)).toEqual({ ...own, names: ['/a'], selector: '3' });
    const arn = 'arn:aws:ssm:us-east-1:444455556666:parameter/a/b:2';
    expect(parseParameterRef(arn, own)).toEqual({ account: '444455556666', region: 'us-east-1', names: ['/a/b'], selector: '2' });
    expect(parseParameterRef('arn:aws:ssm:us-east-1:444455556666:parameter/a', own).names).toEqual(['a', '/a']);
  });

  it('lies under a path that begins with a slash', () => {
    expect(() => checkPath('/a/')).not.toThrow();
    expect(() => checkPath('a')).toThrow(/must begin with a forward slash/);
  });
});
