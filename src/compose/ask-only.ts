import { judgeOnly, type OnlyResult } from '../engine/judge-only.ts';
import { finishEvidence } from '../evidence/finish-evidence.ts';
import { sha256Of } from '../evidence/sha256-of.ts';
import { gates } from '../gates/index.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { renderDocuments } from '../report/render-documents.ts';
import { strategies } from '../strategies/index.ts';
import { judge } from '../strategies/judge/index.ts';
import { goingOn } from './going-on.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { portsOf } from './ports-of.ts';
import { startOf } from './start-of.ts';
import { whileWell } from './while-well.ts';

/** Asks one gate of the world that is up. Throws ConfigError where none is. */
export async function askOnly(options: RehearsalOptions, gate: string): Promise<OnlyResult> {
  const all: RehearsalOptions = { ...options, ...(await goingOn(options.out)).options };
  await using opened = await openRehearsal(all);
  const { topology, project, evidence, signer, health } = opened;
  const run = {
    topology,
    project,
    gates,
    strategies,
    judge,
    sha256: sha256Of,
    ports: portsOf(opened, all),
    start: startOf(opened),
    baselines: [],
  };
  const result = await whileWell(() => judgeOnly(run, gate), health, all);
  evidence.close();
  // What the gate kept lies among the evidence: the signed list of it is made anew.
  if (evidence.entries().length > 0) finishEvidence({ out: options.out, signer, store: evidence, documents: renderDocuments });
  return result;
}
