import type { RehearsalRecord } from '../model/record.ts';
import { stageThatStopped, type WhatWasSaid } from './what-was-said.ts';

export interface NextStep {
  /** One sentence. */
  readonly sentence: string;
  /** What to type, in order. */
  readonly commands: readonly string[];
}

/** What a person does next; null where there is nothing to do. */
export function nextStep(record: RehearsalRecord, said: WhatWasSaid): NextStep | null {
  const explain = 'rehearse explain';
  if (said.missingTool !== null && record.outcome !== 'released') {
    return {
      sentence: `Install ${said.missingTool}, then go on where it stopped.`,
      commands: ['rehearse run --resume'],
    };
  }
  switch (record.outcome) {
    case 'released':
      return null;
    case 'waiting': {
      const environment = stageThatStopped(record)?.environment ?? '';
      return {
        sentence: `A person who has the role approves for ${environment}; the run then goes on.`,
        commands: [`rehearse approve ${environment} --as NAME`, 'rehearse run --resume'],
      };
    }
    case 'blocked':
      if (stageThatStopped(record)?.gates.some(({ gate, verdict }) => gate === 'approval' && verdict !== 'passed') === true) {
        return {
          sentence: 'Somebody else, who has the role and wrote none of it, approves; the run then goes on.',
          commands: [explain, `rehearse approve ${stageThatStopped(record)?.environment ?? ''} --as NAME`, 'rehearse run --resume'],
        };
      }
      return { sentence: 'See why, put it right in a commit, and rehearse that.', commands: [explain, 'rehearse run'] };
    case 'rolled-back':
      return { sentence: 'See why, put it right in a commit, and rehearse that.', commands: [explain, 'rehearse run'] };
    case 'error':
      return {
        sentence: 'See what broke, put it right, and go on where it stopped: nothing is built again.',
        commands: [explain, 'rehearse run --resume'],
      };
  }
}
