import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { resolve } from './resolve.ts';
import type { ResourceValues, Scope } from './scope.ts';

const scope: Scope = {
  account: '111122223333',
  region: 'eu-central-1',
  stackName: 'shop',
  stackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1',
  parameters: new Map<string, string | readonly string[]>([
    ['Name', 'web'],
    ['Zones', ['a', 'b']],
  ]),
  mappings: { Sizes: { web: { memory: 256 } } },
  conditions: new Map([
    ['Yes', true],
    ['No', false],
  ]),
  importValue: (name) => (name === 'shared-bucket' ? 'the-bucket' : undefined),
};
const resources: ResourceValues = {
  ref: (id) => (id === 'Role' ? 'shop-Role-X' : undefined),
  attribute: (id, attribute) => (id === 'Role' && attribute === 'Arn' ? 'arn:aws:iam::111122223333:role/x' : undefined),
};

describe('the functions of a template', () => {
  it.each<[string, Json, Json | undefined]>([
    ['Ref of a parameter', { Ref: 'Name' }, 'web'],
    ['Ref of a list', { Ref: 'Zones' }, ['a', 'b']],
    ['Ref of a resource', { Ref: 'Role' }, 'shop-Role-X'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['GetAtt', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111122223333:role/x'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws:iam::111122223333:role/x'],
    [
      'Sub',
      { 'Fn::Sub': '${Name}:${Role}:${Role.Arn}:${AWS::Region}:${!Kept}' },
      'web:shop-Role-X:arn:aws:iam::111122223333:role/x:eu-central-1:${Kept}',
    ],
    ['Sub with variables', { 'Fn::Sub': ['${A}-${Name}', { A: { Ref: 'AWS::StackName' } }] }, 'shop-web'],
    ['Join', { 'Fn::Join': ['-', ['a', 1, { Ref: 'Name' }]] }, 'a-1-web'],
    ['Select', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    ['Split', { 'Fn::Split': ['/', 'a/b'] }, ['a', 'b']],
    ['Select of Split', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': 'Role.Arn' }] }] }, 'role/x'],
    ['If', { 'Fn::If': ['No', 'a', { Ref: 'Name' }] }, 'web'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Name' }, 'memory'] }, 256],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['ImportValue', { 'Fn::ImportValue': 'shared-bucket' }, 'the-bucket'],
    ['GetAZs', { 'Fn::GetAZs': '' }, ['eu-central-1a', 'eu-central-1b', 'eu-central-1c']],
    ['NoValue', { Ref: 'AWS::NoValue' }, undefined],
    ['NoValue as a member', { A: 1, B: { Ref: 'AWS::NoValue' } }, { A: 1 }],
    ['NoValue as an item', [1, { 'Fn::If': ['Yes', { Ref: 'AWS::NoValue' }, 2] }], [1]],
    ['an IAM statement with Condition', { Condition: { Bool: { 'aws:x': 'true' } } }, { Condition: { Bool: { 'aws:x': 'true' } } }],
  ])('resolve %s', (_what, value, expected) => {
    expect(resolve(value, scope, resources)).toEqual(expected);
  });

  it.each<[Json, string]>([
    [{ Ref: 'Nobody' }, 'Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template'],
    [{ 'Fn::FindInMap': ['Sizes', 'web', 'cpu'] }, 'Template error: Unable to get mapping for Sizes::web::cpu'],
    [{ 'Fn::FindInMap': ['Nope', 'web', 'cpu'] }, "Template error: Mapping named 'Nope' is not present"],
    [{ 'Fn::Select': [7, ['a']] }, 'Template error: Fn::Select cannot select nonexistent value at index 7'],
    [{ 'Fn::ImportValue': 'gone' }, 'No export named gone found.'],
    [{ 'Fn::Join': ['-'] }, 'Template error: every Fn::Join object requires two parameters'],
    [{ 'Fn::If': ['Yes', 1] }, 'Template error: Fn::If requires a list argument with three elements'],
    [{ 'Fn::Sub': '${Zones}' }, 'Template error: variable Zones in Fn::Sub expression does not resolve to a string'],
  ])('refuse %j', (value, message) => {
    expect(() => resolve(value, scope, resources)).toThrow(message);
  });
});
