import { deepEqual, equal, ok } from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { RehearsalWorld } from '../support/world.ts';

Then('{string} approved exactly that release and plan as {word}, simulated', function (this: RehearsalWorld, by: string, role: string) {
  const { approvals, plan } = this.stage('production');
  ok(plan);
  deepEqual(
    approvals.map(({ by, role, release, plan, simulated }) => ({ by, role, release, plan, simulated })),
    [{ by, role, release: this.releaseId, plan, simulated: true }],
  );
  equal(
    this.record.authors.some((author) => author.includes(by)),
    false,
  );
});
