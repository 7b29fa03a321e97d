import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';
import type { Finding } from './check-runner.ts';

/** Looks for secrets in the source and in the built bundle, and for known critical CVEs in what the bundle is made of. */
export interface SecurityScanner {
  scan(release: Release): Promise<SecurityReport>;
}

export interface SecurityReport {
  readonly secrets: readonly Finding[];
  readonly vulnerabilities: readonly Finding[];
  readonly scannedFiles: number;
  /** Null where rehearsal.yaml names no folder of advisories: that half of the gate then saw no data. */
  readonly advisories: number | null;
  readonly scannedPackages: number;
  readonly evidence: readonly Digest[];
}
