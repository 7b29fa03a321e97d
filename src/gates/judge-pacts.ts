import type { PactReport, VerifiedInteraction, VerifiedPact } from '../ports/contract-verifier.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

/** "Can I deploy?" for one environment. */
export interface DeployAnswer {
  readonly environment: string;
  readonly answer: 'yes' | 'no' | 'unknown';
  /** Pacts of consumers that are live there. */
  readonly live: readonly VerifiedPact[];
  /** `shop 2.1.0`: live there, and no pact of that version is here. */
  readonly missing: readonly string[];
}

/** Answers for each environment that the release would still go to. */
export function deployAnswers({ pacts, deployed }: PactReport, environments: readonly string[]): readonly DeployAnswer[] {
  return environments.map((environment) => {
    const named = deployed?.[environment];
    // Where nothing is said, everybody counts as live: a misspelt environment asks for more, not for less.
    const there = named ?? {};
    const live =
      named === undefined
        ? pacts
        : pacts.filter(({ consumer, version }) => version !== null && there[consumer]?.includes(version) === true);
    const missing = Object.entries(there).flatMap(([consumer, versions]) =>
      versions
        .filter((version) => !pacts.some((pact) => pact.consumer === consumer && pact.version === version))
        .map((version) => `${consumer} ${version}`),
    );
    const outcomes = live.flatMap(({ interactions }) => interactions.map(({ outcome }) => outcome));
    const unknown = missing.length > 0 || outcomes.includes('unverified');
    return { environment, live, missing, answer: outcomes.includes('broken') ? 'no' : unknown ? 'unknown' : 'yes' };
  });
}

export function judgePacts(folder: string, { pacts, unread }: PactReport, answers: readonly DeployAnswer[]): Judgement {
  const broken = answers.find(({ answer }) => answer === 'no');
  if (broken !== undefined) return failed(describeBreak(broken, answers));
  const [one] = unread;
  if (one !== undefined) return inconclusive(`${one.path} could not be read (${one.why}): mend it, or take it out.`);
  if (pacts.length === 0)
    return inconclusive(`There is no Pact file in ${folder}: put the consumers' there, or take "pacts" out of rehearsal.yaml.`);
  const unknown = answers.find(({ answer }) => answer === 'unknown');
  if (unknown !== undefined) return inconclusive(describeUnknown(folder, unknown));
  return passed(describeKept(pacts, answers));
}

function describeBreak({ environment, live }: DeployAnswer, answers: readonly DeployAnswer[]): string {
  const found = live.flatMap((pact) => interactionsOf(pact, 'broken'));
  const [first] = found;
  if (first === undefined) return '';
  const { pact, interaction } = first;
  const [difference = 'it is answered otherwise'] = interaction.notes;
  const others = found.length === 1 ? '' : ` (and ${found.length - 1} more)`;
  const blocked = answers.filter(({ answer }) => answer === 'no').map((each) => each.environment);
  const where = blocked.length > 1 ? blocked.join(', ') : environment;
  return `${nameOfConsumer(pact)} can't work with this version: "${interaction.description}" of ${pact.path}: ${difference}${others}. It can't be deployed to ${where}, where that consumer is live: keep the answer, or wait until the consumer has moved on.`;
}

function describeUnknown(folder: string, { environment, live, missing }: DeployAnswer): string {
  const [gone] = missing;
  if (gone !== undefined)
    return `${gone} is live in ${environment}, and ${folder} has no pact of that version: add it, or mend ${folder}/deployed.json.`;
  const [first] = live.flatMap((pact) => interactionsOf(pact, 'unverified'));
  if (first === undefined) return `Nothing is known of ${environment}.`;
  return `"${first.interaction.description}" of ${first.pact.path} could not be verified: ${first.interaction.notes[0] ?? 'it was not asked'}.`;
}

function describeKept(pacts: readonly VerifiedPact[], answers: readonly DeployAnswer[]): string {
  const live = pacts.filter((pact) => answers.some((answer) => answer.live.includes(pact)));
  const asked = live.reduce((sum, { interactions }) => sum + interactions.length, 0);
  const waiting = pacts.filter((pact) => !live.includes(pact) && interactionsOf(pact, 'broken').length > 0).map(nameOfConsumer);
  const note = waiting.length === 0 ? '' : ` Not yet kept, of versions that are live nowhere ahead: ${waiting.join(', ')}.`;
  const where = answers.map(({ environment }) => environment).join(', ');
  if (live.length === 0) return `No consumer is live in ${where}, so nothing can break there.${note}`;
  return `${live.length === 1 ? '1 pact' : `${live.length} pacts`} of ${consumersOf(live)} with ${asked} interactions kept: it can be deployed to ${where}.${note}`;
}

function interactionsOf(
  pact: VerifiedPact,
  outcome: VerifiedInteraction['outcome'],
): readonly { readonly pact: VerifiedPact; readonly interaction: VerifiedInteraction }[] {
  return pact.interactions.filter((each) => each.outcome === outcome).map((interaction) => ({ pact, interaction }));
}

/** `shop 2.1.0` */
export function nameOfConsumer({ consumer, version }: VerifiedPact): string {
  return version === null ? consumer : `${consumer} ${version}`;
}

function consumersOf(pacts: readonly VerifiedPact[]): string {
  const names = new Set(pacts.map(({ consumer }) => consumer));
  return names.size === 1 ? '1 consumer' : `${names.size} consumers`;
}
