import type { Approvals } from './approvals.ts';
import type { ArtefactStore } from './artefact-store.ts';
import type { Builder } from './builder.ts';
import type { CheckRunner } from './check-runner.ts';
import type { Clock } from './clock.ts';
import type { ContractVerifier } from './contract-verifier.ts';
import type { Deployer } from './deployer.ts';
import type { DriftReader } from './drift.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { Identity } from './identity.ts';
import type { IsolationProber } from './isolation.ts';
import type { LoadRunner } from './load-runner.ts';
import type { Migrator } from './migrator.ts';
import type { Progress } from './progress.ts';
import type { ProjectReader } from './project-reader.ts';
import type { PromotionLock } from './promotion-lock.ts';
import type { SecretsScanner } from './secrets-scanner.ts';
import type { SecurityScanner } from './security-scanner.ts';
import type { Source } from './source.ts';
import type { TrafficRouter } from './traffic-router.ts';

/** Everything outside. A unit names the smallest set that it needs: `Pick<Ports, 'clock' | 'deployer'>`. */
export interface Ports {
  readonly clock: Clock;
  readonly source: Source;
  readonly projectReader: ProjectReader;
  readonly checks: CheckRunner;
  readonly contracts: ContractVerifier;
  readonly builder: Builder;
  readonly artefacts: ArtefactStore;
  readonly deployer: Deployer;
  readonly router: TrafficRouter;
  readonly migrator: Migrator;
  readonly load: LoadRunner;
  readonly security: SecurityScanner;
  readonly secrets: SecretsScanner;
  readonly isolation: IsolationProber;
  readonly drift: DriftReader;
  readonly lock: PromotionLock;
  readonly approvals: Approvals;
  readonly evidence: EvidenceStore;
  readonly identity: Identity;
  readonly progress: Progress;
}
