import type { Outcome, StageOutcome } from '../model/record.ts';
import type { Verdict } from '../model/verdict.ts';

/** How a state is shown: a word, a mark for people who see, a tone that the page colours. */
export interface StateWords {
  readonly word: string;
  readonly mark: string;
  readonly tone: 'good' | 'bad' | 'open' | 'none';
}

export const outcomeWords: Readonly<Record<Outcome | StageOutcome | Verdict, StateWords>> = {
  released: { word: 'released', mark: '✓', tone: 'good' },
  passed: { word: 'passed', mark: '✓', tone: 'good' },
  waived: { word: 'waived', mark: '~', tone: 'open' },
  blocked: { word: 'blocked', mark: '✕', tone: 'bad' },
  failed: { word: 'failed', mark: '✕', tone: 'bad' },
  inconclusive: { word: 'inconclusive', mark: '?', tone: 'bad' },
  error: { word: 'error', mark: '!', tone: 'bad' },
  'rolled-back': { word: 'rolled back', mark: '↩', tone: 'bad' },
  waiting: { word: 'waiting', mark: '…', tone: 'open' },
  'not-reached': { word: 'not reached', mark: '–', tone: 'none' },
};
