import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRan, FakeChecks } from '../../../src/ports/testing/fake-checks.ts';
import { FakeEvidence } from '../../../src/ports/testing/fake-evidence.ts';
import { keepingCalls } from './keeping-calls.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calls-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function standIn(environment: string, name: string) {
  return { environment, name, port: 1, log: join(folder, `${environment}-${name}.jsonl`), answers: [] };
}

describe('a check in an environment with stand-ins', () => {
  it('keeps what they were asked meanwhile, of its own environment alone', async () => {
    const evidence = new FakeEvidence();
    const [ledger, uat] = [standIn('dev', 'ledger'), standIn('uat', 'ledger')];
    await appendFile(ledger.log, '{"before":true}\n');
    const checks = new FakeChecks();
    const during = keepingCalls(
      {
        run: async (...asked) => {
          await appendFile(ledger.log, '{"call":1}\n');
          await appendFile(uat.log, '{"call":2}\n');
          return await checks.run(...asked);
        },
      },
      [ledger, uat, standIn('dev', 'silent')],
      evidence,
    );
    const outcome = await during.run('smoke', 'dev', 7);
    expect(Object.fromEntries(evidence.kept)).toEqual({ 'dev-smoke-external-ledger.jsonl': '{"call":1}\n' });
    expect(outcome.kind === 'ran' ? outcome.evidence : []).toHaveLength(2);
    expect(checks.calls).toEqual([{ check: 'smoke', environment: 'dev', timeLimitMs: 7 }]);
  });

  it('keeps whole lines of the end of very many', async () => {
    const evidence = new FakeEvidence();
    const many = standIn('dev', 'many');
    const line = `${JSON.stringify({ body: 'x'.repeat(1000) })}\n`;
    const run = async () => {
      await appendFile(many.log, line.repeat(600));
      return checkRan();
    };
    await keepingCalls({ run }, [many], evidence).run('smoke', 'dev');
    const kept = evidence.kept.get('dev-smoke-external-many.jsonl') ?? '';
    expect(kept.length).toBeLessThanOrEqual(512 * 1024);
    expect(kept.startsWith('{"body"')).toBe(true);
    expect(kept.length % line.length).toBe(0);
  });

  it('that did not run keeps nothing, and without stand-ins is the check itself', async () => {
    const checks = new FakeChecks();
    checks.answers.set('smoke', { kind: 'not-configured' });
    expect(await keepingCalls(checks, [standIn('dev', 'ledger')], new FakeEvidence()).run('smoke', 'dev')).toEqual({
      kind: 'not-configured',
    });
    expect(keepingCalls(checks, [], new FakeEvidence())).toBe(checks);
  });
});
