import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { FailedTest } from './failed-test.ts';

/** The failed tests of a report: JUnit XML, vitest's JSON or Cucumber's JSON. Empty where the text is none of them. */
export function failedTestsIn(name: string, text: string): readonly FailedTest[] {
  try {
    if (name.endsWith('.xml')) return fromJunit(text);
    if (name.endsWith('.json')) return fromJson(JSON.parse(text));
    return [];
  } catch (cause) {
    // A report that broke off in the middle tells nothing here; its log is shown instead.
    if (cause instanceof Error) return [];
    throw cause;
  }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  isArray: (tag) => ['testsuite', 'testcase', 'failure', 'error'].includes(tag),
});

const fault = z.union([z.string(), z.looseObject({ message: z.string().optional(), '#text': z.string().optional() })]);
const testcase = z.looseObject({
  name: z.string().default(''),
  classname: z.string().default(''),
  failure: z.array(fault).default([]),
  error: z.array(fault).default([]),
});
type Suite = { readonly testcase: readonly z.output<typeof testcase>[]; readonly testsuite: readonly Suite[] };
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.looseObject({ testcase: z.array(testcase).default([]), testsuite: z.array(suite).default([]) }),
);
const junit = z.looseObject({ testsuites: suite.optional(), testsuite: z.array(suite).optional() });

function fromJunit(text: string): readonly FailedTest[] {
  const { testsuites, testsuite = [] } = junit.parse(parser.parse(text));
  return [...(testsuites === undefined ? [] : [testsuites]), ...testsuite].flatMap(failedIn);
}

function failedIn({ testcase, testsuite }: Suite): readonly FailedTest[] {
  const own = testcase.flatMap(({ name, classname, failure, error }) => {
    const [first] = [...failure, ...error];
    if (first === undefined) return [];
    const title = classname === '' || name.startsWith(classname) ? name : `${classname} ${name}`;
    return [{ name: title, message: messageOf(first) }];
  });
  return [...own, ...testsuite.flatMap(failedIn)];
}

function messageOf(fault_: z.output<typeof fault>): string {
  if (typeof fault_ === 'string') return fault_.trim();
  const { message = '', '#text': text = '' } = fault_;
  return text.includes(message) ? text.trim() : `${message}\n${text}`.trim();
}

const vitest = z.looseObject({
  testResults: z.array(
    z.looseObject({
      message: z.string().optional(),
      assertionResults: z.array(
        z.looseObject({ status: z.string(), fullName: z.string().default(''), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
const cucumber = z.array(
  z.looseObject({
    name: z.string().default(''),
    elements: z
      .array(
        z.looseObject({
          name: z.string().default(''),
          steps: z
            .array(
              z.looseObject({
                keyword: z.string().default(''),
                name: z.string().default(''),
                result: z.looseObject({ status: z.string(), error_message: z.string().optional() }).optional(),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
);

function fromJson(value: unknown): readonly FailedTest[] {
  const asVitest = vitest.safeParse(value);
  if (asVitest.success) {
    return asVitest.data.testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => ({ name: test.fullName, message: (test.failureMessages ?? []).join('\n').trim() })),
    );
  }
  const asCucumber = cucumber.safeParse(value);
  return asCucumber.success
    ? asCucumber.data.flatMap((feature) => feature.elements.flatMap((element) => fromScenario(feature.name, element)))
    : [];
}

type Scenario = z.output<typeof cucumber>[number]['elements'][number];

/** Cucumber calls what isn't defined or ambiguous by words of its own; all but passed and skipped hold a scenario up. */
function fromScenario(feature: string, { name, steps }: Scenario): readonly FailedTest[] {
  const step = steps.find(({ result }) => result !== undefined && !['passed', 'skipped'].includes(result.status));
  if (step === undefined) return [];
  const said = step.result?.error_message ?? `The step is ${step.result?.status ?? ''}.`;
  return [{ name: `${feature}: ${name}`, message: `${step.keyword}${step.name}\n${said}`.trim() }];
}
