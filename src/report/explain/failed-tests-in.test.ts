import { describe, expect, it } from 'vitest';
import { failedTestsIn } from './failed-tests-in.ts';

const cucumber = [
  {
    name: 'Payments',
    elements: [
      { name: 'works', steps: [{ keyword: 'Given ', name: 'a', result: { status: 'passed' } }] },
      {
        name: 'breaks',
        steps: [
          { keyword: 'Given ', name: 'a', result: { status: 'passed' } },
          { keyword: 'Then ', name: 'b', result: { status: 'failed', error_message: 'Expected 201' } },
          { keyword: 'And ', name: 'c', result: { status: 'skipped' } },
        ],
      },
      { name: 'is not written yet', steps: [{ keyword: 'When ', name: 'd', result: { status: 'undefined' } }] },
      { name: 'has no result', steps: [{ keyword: 'When ', name: 'e' }] },
    ],
  },
];
const vitest = {
  testResults: [
    {
      assertionResults: [
        { status: 'passed', fullName: 'a' },
        { status: 'failed', fullName: 'pays out', failureMessages: ['AssertionError: 1 is not 2', 'at x.ts:1:2'] },
        { status: 'failed', fullName: 'says nothing', failureMessages: null },
      ],
    },
  ],
};

describe('failedTestsIn', () => {
  it.each([
    [
      'JUnit, one suite',
      'x.xml',
      '<testsuite><testcase name="a"/><testcase name="b"><failure>no</failure></testcase></testsuite>',
      [{ name: 'b', message: 'no' }],
    ],
    [
      'JUnit, suites in suites, an error with a message',
      'x.xml',
      '<testsuites><testsuite><testsuite><testcase classname="c" name="b"><error message="boom">at &lt;x&gt;</error></testcase></testsuite></testsuite></testsuites>',
      [{ name: 'c b', message: 'boom\nat <x>' }],
    ],
    [
      'JUnit, a name that has its class in it',
      'x.xml',
      '<testsuite><testcase classname="c" name="c b"><failure message="no"/></testcase></testsuite>',
      [{ name: 'c b', message: 'no' }],
    ],
    [
      'vitest',
      'x.json',
      JSON.stringify(vitest),
      [
        { name: 'pays out', message: 'AssertionError: 1 is not 2\nat x.ts:1:2' },
        { name: 'says nothing', message: '' },
      ],
    ],
    [
      'Cucumber',
      'x.json',
      JSON.stringify(cucumber),
      [
        { name: 'Payments: breaks', message: 'Then b\nExpected 201' },
        { name: 'Payments: is not written yet', message: 'When d\nThe step is undefined.' },
      ],
    ],
    ['JSON of another sort', 'x.json', '{"a":1}', []],
    ['half a JSON', 'x.json', '{"a"', []],
    ['XML of another sort', 'x.xml', '<a/>', []],
    ['a log', 'x.log', '<testsuite><testcase><failure/></testcase></testsuite>', []],
  ])('reads %s', (_what, name, text, tests) => {
    expect(failedTestsIn(name, text)).toEqual(tests);
  });
});
