import { ProgressFormatter } from '@cucumber/cucumber';
import { lackingMediaType } from './lacking.ts';
import { tallyOf } from './tally.ts';

/** Progress, and one line at the end: what passed, and what takes a capability that the backend was found without. */
export default class TallyFormatter extends ProgressFormatter {
  override logSummary(...args: Parameters<ProgressFormatter['logSummary']>): void {
    super.logSummary(...args);
    const attempts = this.eventDataCollector.getTestCaseAttempts().filter(({ willBeRetried }) => !willBeRetried);
    const played = attempts.map(({ pickle, stepAttachments, worstTestStepResult }) => ({
      name: pickle.name,
      status: worstTestStepResult.status,
      lacking: Object.values(stepAttachments)
        .flat()
        .filter(({ mediaType }) => mediaType === lackingMediaType)
        .flatMap(({ body }) => body.split(', ')),
    }));
    for (const { name, lacking } of played) if (lacking.length > 0) this.log(`- ${name}: needs ${lacking.join(', ')}\n`);
    this.log(`${tallyOf(played)}\n`);
  }
}
