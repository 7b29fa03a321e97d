import { describe, expect, it } from 'vitest';
import { chooseParameters, parameterRef, type GivenParameter } from './parameters.ts';
import { readTemplate } from './read-template.ts';

const declare = (parameter: string): string => `Parameters: {P: ${parameter}}\nResources: {G: {Type: "AWS::Logs::LogGroup"}}`;
const choose = (parameter: string, given: readonly GivenParameter[], previous: string[] = []): unknown =>
  chooseParameters(
    readTemplate(declare(parameter)),
    given,
    previous.map((value) => ({ key: 'P', type: 'String', value, noEcho: false })),
  ).map(parameterRef);
const give = (ParameterValue: string): GivenParameter[] => [{ ParameterKey: 'P', ParameterValue }];

describe('parameters', () => {
  it.each([
    ['the given value', '{Type: String, Default: a}', give('b'), [], ['b']],
    ['the default', '{Type: String, Default: a}', [], ['before'], ['a']],
    ['the previous value', '{Type: String, Default: a}', [{ ParameterKey: 'P', UsePreviousValue: true }], ['before'], ['before']],
    ['a number as text', '{Type: Number, Default: 3}', [], [], ['3']],
    ['a list', '{Type: CommaDelimitedList}', give('a, b'), [], [['a', 'b']]],
    ['an empty text', '{Type: String}', give(''), [], ['']],
  ] as const)('take %s', (_what, declared, given, previous, value) => {
    expect(choose(declared, given, [...previous])).toEqual(value);
  });

  it.each([
    ['{Type: String}', [], 'Parameters: [P] must have values'],
    ['{Type: String}', [{ ParameterKey: 'Q', ParameterValue: 'x' }], 'Parameters: [Q] do not exist in the template'],
    ['{Type: String, AllowedValues: [a, b]}', give('c'), "Parameter 'P' must be one of AllowedValues"],
    ['{Type: String, AllowedPattern: "[a-z]+"}', give('a1'), "Parameter 'P' must match pattern [a-z]+"],
    ['{Type: String, MinLength: 3}', give('ab'), "Parameter 'P' must contain at least 3 characters"],
    ['{Type: String, MaxLength: 1}', give('ab'), "Parameter 'P' must contain at most 1 characters"],
    ['{Type: Number}', give('x'), "Parameter 'P' must be a number"],
    ['{Type: Number, MinValue: 2}', give('1'), "Parameter 'P' must be a number not less than 2"],
    ['{Type: Number, MaxValue: 2}', give('3'), "Parameter 'P' must be a number not greater than 2"],
    [
      '{Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: lower case}',
      give('A'),
      'Parameter P failed to satisfy constraint: lower case',
    ],
    [
      '{Type: String}',
      [{ ParameterKey: 'P', UsePreviousValue: true }],
      'Cannot specify usePreviousValue as true for a parameter key not in the previous template',
    ],
    ['{Type: "AWS::EC2::VPC::Id"}', give('x'), 'The parameter type AWS::EC2::VPC::Id is not implemented by this emulator'],
    ['{Type: Text}', give('x'), 'Template format error: Unrecognized parameter type: Text'],
  ])('refuse %s given %j', (declared, given, message) => {
    expect(() => choose(declared, given)).toThrow(message);
  });
});
