import { isFunction, type Template, textOf, treeOf } from './read-template.ts';

export interface FoundGaps {
  /** Types that aren't emulated, for the template to be taken all the same. */
  readonly standIns: readonly string[];
  /** What they mean, and what is refused whatever is declared. */
  readonly doubts: readonly string[];
}

/** What the emulator makes of a serverless template, beside what its expansion comes to. */
const serverless = ['AWS::Serverless::Function', 'AWS::Serverless::HttpApi', 'AWS::Serverless::SimpleTable'];
const runtimes = /^nodejs(20|22|24)\.x$/;

/** All that a first deploy would stumble over, together: the account itself names one at a time. */
export function findGaps(template: Template, emulated: readonly string[]): FoundGaps {
  const byType = new Map<string, string[]>();
  for (const [id, { type }] of Object.entries(template.resources)) byType.set(type, [...(byType.get(type) ?? []), id]);
  const unknown = [...byType].filter(([type]) => !emulated.includes(type) && !serverless.includes(type));
  const standIns = unknown.filter(([type]) => !type.startsWith('AWS::Serverless::'));
  return {
    standIns: standIns.map(([type]) => type),
    doubts: [
      ...standIns.map(([type, ids]) => `${type} (${ids.join(', ')}) is not emulated: as a stand-in it is taken, and nothing is made of it`),
      ...unknown.filter(([type]) => type.startsWith('AWS::Serverless::')).map(([type, ids]) => refused(type, ids)),
      ...apiEvents(template),
      ...oldRuntimes(template),
    ],
  };
}

function refused(type: string, ids: readonly string[]): string {
  const instead = type === 'AWS::Serverless::Api' ? 'it is a REST API, and AWS::Serverless::HttpApi goes' : 'it can be no stand-in';
  return `${type} (${ids.join(', ')}) will be refused: ${instead}`;
}

function apiEvents({ resources }: Template): readonly string[] {
  const ids = Object.entries(resources).flatMap(([id, { type, properties }]) =>
    isFunction(type) && Object.values(treeOf(properties['Events'])).some((event) => treeOf(event)['Type'] === 'Api') ? [id] : [],
  );
  return ids.length === 0 ? [] : [`events of type Api (${ids.join(', ')}) will be refused: they make a REST API, and type HttpApi goes`];
}

function oldRuntimes({ resources, globals }: Template): readonly string[] {
  return Object.entries(resources).flatMap(([id, { type, properties }]) => {
    const runtime = textOf(properties['Runtime'] ?? globals['Runtime']);
    if (!isFunction(type) || runtime === null || !runtime.startsWith('nodejs') || runtimes.test(runtime)) return [];
    return [`${id} runs on ${runtime}, which will be refused: nodejs20.x, nodejs22.x and nodejs24.x go`];
  });
}
