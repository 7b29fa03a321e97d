import { describe, expect, it } from 'vitest';
import { parseTemplateText } from './parse-text.ts';

describe('a template as text', () => {
  it.each([
    ['!Ref Name', { Ref: 'Name' }],
    ['!GetAtt Role.Arn', { 'Fn::GetAtt': ['Role', 'Arn'] }],
    ['!GetAtt Stack.Outputs.Url', { 'Fn::GetAtt': ['Stack', 'Outputs.Url'] }],
    ['!GetAtt [Role, Arn]', { 'Fn::GetAtt': ['Role', 'Arn'] }],
    ['!Sub "${A}-x"', { 'Fn::Sub': '${A}-x' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!Join [":", [a, !Ref B]]', { 'Fn::Join': [':', ['a', { Ref: 'B' }]] }],
    ['!If [C, 1, !Ref "AWS::NoValue"]', { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] }],
    ['!Not [!Condition C]', { 'Fn::Not': [{ Condition: 'C' }] }],
    ['!Base64 {"Fn::Sub": x}', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
    ['2012-10-17', '2012-10-17'],
    ['yes', 'yes'],
    ['"012345678901"', '012345678901'],
  ])('reads the YAML %s', (text, value) => {
    expect(parseTemplateText(`Key: ${text}\n`)).toEqual({ Key: value });
  });

  it('keeps keys as they are written', () => {
    expect(parseTemplateText('Map: {012345678901: {a: 1}}')).toEqual({ Map: { '012345678901': { a: 1 } } });
  });

  it('reads JSON', () => {
    expect(parseTemplateText('{"Resources": {"A": {"Ref": "B"}}}')).toEqual({ Resources: { A: { Ref: 'B' } } });
  });

  it.each([
    ['Key: [a', 'Template format error: YAML not well-formed. (line 1, column'],
    ['A: 1\nA: 2', 'Template format error: YAML not well-formed. (line 2, column'],
    ['{"a": }', 'Template format error: JSON not well-formed.'],
  ])('says where %j is broken', (text, message) => {
    expect(() => parseTemplateText(text)).toThrow(message);
  });
});
