import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../../src/model/digest.ts';
import type { CheckName } from '../../../src/model/check-name.ts';
import type { DeployedFunction } from '../../../src/model/deployment.ts';
import type { Check, CheckReportFile } from '../../../src/model/project.ts';
import type { CheckOutcome, CheckReport, CheckRunner } from '../../../src/ports/check-runner.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import { commandEnvironment } from './command-environment.ts';
import { readReport } from './reports/read-report.ts';
import { type ReportContent, UnreadableReport } from './reports/report.ts';
import { type CommandEnd, runCommand } from './run-command.ts';

export interface CheckRunnerOptions {
  readonly checks: Readonly<Partial<Record<CheckName, Check>>>;
  /** The commit's work tree with its dependencies. */
  readonly root: () => Promise<string>;
  /** What a check is told of the environment that it looks at: endpoints, test role's credentials, database, URLs. */
  readonly variablesOf: (
    environment: string | null,
    region?: string,
    green?: readonly DeployedFunction[],
  ) => Promise<Readonly<Record<string, string>>>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  readonly signal?: AbortSignal;
  readonly inBackground?: boolean;
}

/** The shell's answer where a command isn't there. */
const notFound = 127;
const tailLength = 8_000;

/** The project's own commands, as processes. Reports of an earlier run are removed first: what is read was written by this one. */
export class ProcessCheckRunner implements CheckRunner {
  readonly #options: CheckRunnerOptions;

  constructor(options: CheckRunnerOptions) {
    this.#options = options;
  }

  /** `timeLimitMs`: a gate's own limit, at which a check that hangs is stopped, so that what follows is not delayed by it. */
  async run(
    name: CheckName,
    environment: string | null,
    timeLimitMs = Infinity,
    region?: string,
    green?: readonly DeployedFunction[],
  ): Promise<CheckOutcome> {
    const check = this.#options.checks[name];
    if (check === undefined) return { kind: 'not-configured' };
    const root = await this.#options.root();
    for (const report of check.reports) if (report.path !== null) await rm(join(root, report.path), { force: true });
    const env = commandEnvironment(process.env, await this.#options.variablesOf(environment, region, green));
    const { signal, inBackground = false } = this.#options;
    const end = await runCommand({
      command: check.command,
      folder: root,
      env,
      timeoutMs: Math.min(check.timeoutMs, timeLimitMs),
      inBackground,
      ...(signal === undefined ? {} : { signal }),
    });
    if (end.exitCode === notFound)
      return { kind: 'missing-tool', tool: check.command, reason: end.output.trim().split('\n').at(-1) ?? 'not found' };
    const label = [environment, region, green === undefined ? null : 'green', name]
      .filter((part) => part !== null && part !== undefined)
      .join('-');
    return { kind: 'ran', ...(await this.#report(root, label, check, end)) };
  }

  async #report(root: string, label: string, check: Check, end: CommandEnd): Promise<CheckReport> {
    const evidence: Digest[] = [await this.#options.evidence.keep(`${label}.log`, end.output)];
    const unreadable: string[] = [];
    let content: ReportContent = {};
    for (const report of check.reports) {
      const text = await textOf(root, report, end.output);
      if (text === null) {
        unreadable.push(`${report.path ?? report.kind} was not written`);
        continue;
      }
      if (report.path !== null) evidence.push(await this.#options.evidence.keep(`${label}-${report.path.replaceAll('/', '-')}`, text));
      try {
        const read = readReport(report.kind, text);
        content = { ...content, ...read, cases: [...(content.cases ?? []), ...(read.cases ?? [])] };
      } catch (error) {
        if (!(error instanceof UnreadableReport)) throw error;
        unreadable.push(`${report.path ?? report.kind} ${error.message}`);
      }
    }
    const { exitCode, timedOut, durationMs, output } = end;
    const { tests = null, cases = [], coverage = null, findings = null } = content;
    return {
      exitCode,
      timedOut,
      durationMs,
      tests,
      cases,
      coverage,
      findings,
      unreadable,
      outputTail: output.slice(-tailLength),
      evidence,
    };
  }
}

async function textOf(root: string, report: CheckReportFile, output: string): Promise<string | null> {
  if (report.path === null) return output;
  const path = join(root, report.path);
  return existsSync(path) ? await readFile(path, 'utf8') : null;
}
