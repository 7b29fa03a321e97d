import type { Approval } from '../../model/approval.ts';
import type { BuildOutcome } from '../builder.ts';
import type { PendingMigration } from '../../model/pending-migration.ts';
import type { MigrationOutcome, SchemaSnapshot } from '../migrator.ts';
import type { Ports } from '../ports.ts';
import type { SecurityReport } from '../security-scanner.ts';
import { FakeAccounts } from './fake-accounts.ts';
import { FakeChecks } from './fake-checks.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeDrift } from './fake-drift.ts';
import { FakeCompatibility } from './fake-compatibility.ts';
import { FakeContracts } from './fake-contracts.ts';
import { FakeEvidence } from './fake-evidence.ts';
import { FakeFaults } from './fake-faults.ts';
import { FakeHooks } from './fake-hooks.ts';
import { FakeIsolation } from './fake-isolation.ts';
import { FakeLoad } from './fake-load.ts';
import { FakeMeasurements } from './fake-measurements.ts';
import { FakeOrders } from './fake-orders.ts';
import { FakePacedClock } from './fake-paced-clock.ts';
import { FakeProjectReader } from './fake-project-reader.ts';
import { FakeLock } from './fake-lock.ts';
import { FakeRegistry } from './fake-registry.ts';
import { FakeSecrets } from './fake-secrets.ts';
import { FakeSyntheticData } from './fake-synthetic-data.ts';
import { FakeShadow } from './fake-shadow.ts';
import { FakeSource } from './fake-source.ts';
import { digestNamed, sampleRelease } from './sample-release.ts';

export const pipelineRoleArn = 'arn:aws:iam::999999999999:role/pipeline';

/** Everything outside, in memory; what a test doesn't change is well. */
export class FakeWorld {
  readonly clock = new FakeClock();
  readonly paced = new FakePacedClock(this.clock);
  readonly measurements = new FakeMeasurements();
  readonly orders = new FakeOrders();
  readonly source = new FakeSource();
  readonly projectReader = new FakeProjectReader();
  readonly registry = new FakeRegistry();
  readonly accounts = new FakeAccounts();
  readonly checks = new FakeChecks();
  readonly contracts = new FakeContracts();
  readonly compatibility = new FakeCompatibility();
  readonly shadow = new FakeShadow();
  readonly load = new FakeLoad();
  readonly faults = new FakeFaults(this.clock);
  readonly isolation = new FakeIsolation();
  readonly data = new FakeSyntheticData();
  readonly drift = new FakeDrift();
  readonly secrets = new FakeSecrets();
  readonly hooks = new FakeHooks();
  readonly lock = new FakeLock();
  readonly progress: string[] = [];
  builds = 0;
  buildOutcome: BuildOutcome = {
    kind: 'built',
    artefacts: sampleRelease.artefacts,
    manifest: digestNamed('manifest'),
    evidence: [digestNamed('build log')],
  };
  migration: MigrationOutcome = {
    kind: 'done',
    by: 'Flyway 10.21.0',
    database: 'payments',
    version: '3',
    applied: ['2', '3'],
    evidence: [digestNamed('flyway')],
  };
  schema: SchemaSnapshot | null = { database: 'payments', version: '3', text: 'create table payment ();\n', tool: 'catalogues' };
  pending: readonly PendingMigration[] = [];
  approvals: readonly Approval[] = [];
  security: SecurityReport = {
    secrets: [],
    vulnerabilities: [],
    scannedFiles: 40,
    advisories: 12,
    scannedPackages: 7,
    evidence: [digestNamed('scan')],
  };
  caller = { arn: `${pipelineRoleArn}/session`, roleArn: pipelineRoleArn, admitted: true, reason: '' };
  readonly evidence: FakeEvidence;
  readonly ports: Ports;

  constructor(evidence = new FakeEvidence()) {
    this.evidence = evidence;
    this.ports = this.#ports();
  }

  #ports(): Ports {
    return {
      clock: this.clock,
      paced: this.paced,
      measurements: this.measurements,
      orders: this.orders,
      source: this.source,
      projectReader: this.projectReader,
      checks: this.checks,
      contracts: this.contracts,
      builder: {
        build: () => {
          this.builds += 1;
          return Promise.resolve(this.buildOutcome);
        },
      },
      artefacts: this.registry,
      deployer: this.accounts,
      router: this.accounts,
      hooks: this.hooks,
      migrator: {
        validate: () => Promise.resolve(this.migration),
        migrate: () => Promise.resolve(this.migration),
        pending: () => Promise.resolve(this.pending),
        snapshot: () => Promise.resolve(this.schema),
      },
      compatibility: this.compatibility,
      shadow: this.shadow,
      load: this.load,
      security: { scan: () => Promise.resolve(this.security) },
      secrets: this.secrets,
      faults: this.faults,
      isolation: this.isolation,
      data: this.data,
      drift: this.drift,
      lock: this.lock,
      approvals: {
        given: () => Promise.resolve(this.approvals),
        howTo: (environment) => `rehearse approve ${environment}`,
      },
      evidence: this.evidence,
      identity: { pipelineRoleArn, callerFor: () => Promise.resolve(this.caller) },
      progress: {
        stepStarted: (environment, step) => void this.progress.push(`${environment}/${step}`),
        happened: (happening) => void this.progress.push(happening.kind),
        note: (text) => void this.progress.push(text),
      },
    };
  }
}
