import type { IsolationAttempt, IsolationProber, IsolationReport } from '../isolation.ts';
import { digestNamed } from './sample-release.ts';

export const deniedAttempt: IsolationAttempt = {
  from: 'dev',
  principal: 'role rehearsal-stage',
  to: 'uat',
  kind: 'secret',
  target: 'payments/api-key',
  result: 'denied',
  how: 'GetSecretValue: AccessDeniedException',
  because: null,
};

/** Answers what it is told to; everything is denied unless a test says otherwise. */
export class FakeIsolation implements IsolationProber {
  report: IsolationReport = {
    attempts: [deniedAttempt, { ...deniedAttempt, from: 'uat', to: 'dev' }],
    possible: 2,
    lacking: [],
    untried: [],
    evidence: [digestNamed('matrix')],
  };

  /** Whether it was told of users at work, each time that it was asked. */
  readonly besideUsers: boolean[] = [];

  probe(_environment: string, usersAtWork: boolean): Promise<IsolationReport> {
    this.besideUsers.push(usersAtWork);
    return Promise.resolve(this.report);
  }
}
