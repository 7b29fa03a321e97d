import { describe, expect, it } from 'vitest';
import { resourceKinds } from '../resources/index.ts';
import { chooseParameters } from './parameters.ts';
import { readTemplate } from './read-template.ts';
import { buildStackModel, type StackModel } from './stack-model.ts';

const names = {
  account: '111122223333',
  region: 'eu-central-1',
  stackName: 'shop',
  stackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1',
  importValue: () => undefined,
};

function model(text: string): StackModel {
  const template = readTemplate(text);
  return buildStackModel(template, chooseParameters(template, [], []), names, resourceKinds);
}

const group = (properties: string, more = ''): string => `{Type: "AWS::Logs::LogGroup", Properties: ${properties}${more}}`;

describe('a stack that a template describes', () => {
  it('knows who waits for whom: by Ref, GetAtt, Sub and DependsOn', () => {
    const { dependencies } = model(`
      Resources:
        A: ${group('{}')}
        B: ${group('{LogGroupName: !Sub "${A}-b"}')}
        C: ${group('{LogGroupName: !Join ["", [!GetAtt B.Arn]]}', ', DependsOn: A')}
        D: ${group('{LogGroupName: !Ref C}')}`);
    const needs = [...dependencies].map(([id, needed]) => [id, [...needed].sort()]);
    expect(Object.fromEntries(needs)).toEqual({ A: [], B: ['A'], C: ['A', 'B'], D: ['C'] });
  });

  it('leaves out what its condition takes out, and what only the other branch of an Fn::If points at', () => {
    const { resources, outputs, dependencies } = model(`
      Parameters: {Stage: {Type: String, Default: dev}}
      Conditions: {Production: !Equals [!Ref Stage, production], Other: !Not [!Condition Production]}
      Resources:
        A: ${group('{}', ', Condition: Production')}
        B: ${group('{LogGroupName: !If [Production, !Ref A, plain]}')}
        C: ${group('{}', ', Condition: Other, DependsOn: A')}
      Outputs:
        A: {Condition: Production, Value: !Ref A}
        B: {Value: !Ref B}`);
    expect([...resources.keys()]).toEqual(['B', 'C']);
    expect([...outputs.keys()]).toEqual(['B']);
    expect([...(dependencies.get('B') ?? [])]).toEqual([]);
  });

  it.each([
    ['Resources: {}', 'Template format error: At least one Resources member must be defined.'],
    ['Parts: {}', 'Invalid template property or properties [Parts]'],
    ['Transform: "AWS::Serverless-2016-10-31"', 'The template section Transform is not implemented by this emulator'],
    ['Hooks: {}', 'The template section Hooks is not implemented by this emulator'],
    [
      'Resources: {A: {Type: "AWS::EC2::Instance"}}',
      'Template format error: Unrecognized resource types: [AWS::EC2::Instance]. This emulator has none of that name. Leave it out of the template, or declare it in standIns: it is then taken, recorded and shown as a stand-in, and nothing is emulated behind it.',
    ],
    ['Resources: {A: {Properties: {}}}', 'Every Resources object must contain a Type member.'],
    ['Resources: {a_b: {Type: "AWS::Logs::LogGroup"}}', 'Template format error: Resource name a_b is non alphanumeric.'],
    [
      `Resources: {A: ${group('{}', ', UpdatePolicy: {}')}}`,
      'The attribute UpdatePolicy of resource A is not implemented by this emulator',
    ],
    [
      `Resources: {A: ${group('{}', ', DeletionPolicy: Snapshot')}}`,
      'resource type AWS::Logs::LogGroup does not support deletion policy Snapshot',
    ],
    [
      `Resources: {A: ${group('{KmsKeyId: x}')}}`,
      'The property KmsKeyId of AWS::Logs::LogGroup (resource A) is not implemented by this emulator',
    ],
    [`Resources: {A: ${group('{LogGroupName: !Ref X}')}}`, 'Unresolved resource dependencies [X] in the Resources block of the template'],
    [`Resources: {A: ${group('{LogGroupName: !GetAtt X.Arn}')}}`, 'Template error: instance of Fn::GetAtt references undefined resource X'],
    [
      `Resources: {A: ${group('{}')}, B: ${group('{LogGroupName: !GetAtt A.Name}')}}`,
      'Template error: resource A does not support attribute type Name in Fn::GetAtt',
    ],
    [`Resources: {A: ${group('{}', ', DependsOn: X')}}`, 'Unresolved resource dependencies [X] in the Resources block of the template'],
    [
      `Resources: {A: ${group('{}')}}\nOutputs: {O: {Value: !Ref X}}`,
      'Unresolved resource dependencies [X] in the Outputs block of the template',
    ],
    [
      `Resources: {A: ${group('{LogGroupName: !Ref B}')}, B: ${group('{LogGroupName: !Ref A}')}}`,
      'Circular dependency between resources: [A, B]',
    ],
    [`Resources: {A: ${group('{LogGroupName: !Cidr [a, 1, 2]}')}}`, 'The function Fn::Cidr is not implemented by this emulator'],
    [`Resources: {A: ${group('{LogGroupName: !Nope a}')}}`, 'Encountered unsupported function: Fn::Nope Supported functions are:'],
    [`Resources: {A: ${group('{LogGroupName: "{{resolve:ssm-secure:x}}"}')}}`, 'SSM Secure reference is not supported'],
    [`Resources: {A: ${group('{}', ', Condition: C')}}`, 'Unresolved condition dependency C'],
    [
      `Rules: {R: {Assertions: [{Assert: !Equals [a, b], AssertDescription: must be b}]}}\nResources: {A: ${group('{}')}}`,
      'rule R failed: must be b',
    ],
  ])('is refused where the template is %s', (text, message) => {
    expect(() => model(text)).toThrow(message);
  });
});
