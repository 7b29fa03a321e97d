import type { ChecklistAnswer, ChecklistItem } from '../model/checklist.ts';
import type { StepFinished } from '../model/evidence.ts';

export type AnsweredChecklist =
  | { readonly kind: 'answered'; readonly answers: readonly ChecklistAnswer[] }
  /** What evidence should have answered and does not. One sentence with what to do. */
  | { readonly kind: 'open'; readonly reason: string };

/** The answers that evidence has, in the order of the questions; what only a person can answer is answered by who consents. */
export function answerChecklist(items: readonly ChecklistItem[], done: readonly StepFinished[], approver: string): AnsweredChecklist {
  const answers: ChecklistAnswer[] = [];
  for (const { ask, answeredBy } of items) {
    if (answeredBy.kind === 'approver') {
      answers.push({ ask, answer: approver });
      continue;
    }
    const { gate, environment } = answeredBy;
    const step = done.findLast((each) => each.name === gate && each.environment === environment);
    if (step === undefined || (step.verdict !== 'passed' && step.verdict !== 'waived')) {
      const stands = step === undefined ? 'was not asked there' : `is ${step.verdict} there`;
      return {
        kind: 'open',
        reason: `"${ask}" is answered by ${gate} of ${environment}, which ${stands}: promote the release through ${environment} first.`,
      };
    }
    answers.push({ ask, answer: `${gate} of ${environment} ${step.verdict}` });
  }
  return { kind: 'answered', answers };
}

/** `Are all scenarios green? acceptance of staging passed; …` */
export function checklistInWords(answers: readonly ChecklistAnswer[]): string {
  if (answers.length === 0) return '';
  return ` ${String(answers.length)} questions are answered: ${answers.map(({ ask, answer }) => `${ask} ${answer}`).join('; ')}.`;
}

/** What whoever consents answers with it. */
export function questionsForApprover(items: readonly ChecklistItem[]): string {
  const asks = items.filter(({ answeredBy }) => answeredBy.kind === 'approver').map(({ ask }) => ask);
  return asks.length === 0 ? '' : ` Whoever consents says yes to: ${asks.join(' ')}`;
}
