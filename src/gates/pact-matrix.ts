import type { PactReport, VerifiedPact } from '../ports/contract-verifier.ts';
import { type DeployAnswer, nameOfConsumer } from './judge-pacts.ts';

/** What is kept as evidence: which consumer's version works with this version, and "can I deploy?" for each environment ahead. */
export function pactMatrix({ pacts, unread, deployed }: PactReport, answers: readonly DeployAnswer[]): object {
  return {
    matrix: pacts.map((pact) => ({
      ...pact,
      works: worksWith(pact),
      live: answers.filter(({ live }) => live.includes(pact)).map(({ environment }) => environment),
    })),
    canIDeploy: answers.map(({ environment, answer, live, missing }) => ({ environment, answer, live: live.map(nameOfConsumer), missing })),
    deployed,
    unread,
  };
}

/** One line for each interaction that isn't kept, with all that is wrong with it. */
export function differencesInLines({ pacts }: PactReport): readonly string[] {
  return pacts.flatMap((pact) =>
    pact.interactions
      .filter(({ outcome }) => outcome !== 'kept')
      .map(
        ({ description, outcome, notes }) => `${nameOfConsumer(pact)}, "${description}" of ${pact.path} is ${outcome}: ${notes.join('; ')}`,
      ),
  );
}

function worksWith({ interactions }: VerifiedPact): 'yes' | 'no' | 'unknown' {
  const outcomes = new Set(interactions.map(({ outcome }) => outcome));
  return outcomes.has('broken') ? 'no' : outcomes.has('unverified') ? 'unknown' : 'yes';
}
