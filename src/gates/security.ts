import type { Finding } from '../ports/check-runner.ts';
import type { SecurityReport } from '../ports/security-scanner.ts';
import { defineReleaseGate } from './define-gate.ts';
import { describeFinding } from './judge-findings.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed, result } from './result.ts';

export const security = defineReleaseGate('security', [], async ({ release }, { security }) => {
  const report = await security.scan(release);
  return result(judgeSecurity(report), report.evidence);
});

/** What was found is red even where another half of the scan saw nothing. */
export function judgeSecurity(report: SecurityReport): Judgement {
  const [secret] = report.secrets;
  if (secret !== undefined) {
    return failed(`${found(report.secrets, 'secret')}: ${describeFinding(secret)} Take it out, and change it wherever it was in use.`);
  }
  const critical = report.vulnerabilities.filter((finding) => finding.level === 'error');
  const [vulnerability] = critical;
  if (vulnerability !== undefined) {
    return failed(`${found(critical, 'critical CVE')}: ${describeFinding(vulnerability)} Move to a version that has it fixed.`);
  }
  return unseen(report) ?? passed(seen(report));
}

function unseen({ scannedFiles, advisories, scannedPackages }: SecurityReport): Judgement | null {
  if (scannedFiles === 0) return inconclusive("No file was scanned for secrets: see the scan's log.");
  if (advisories === null) return inconclusive('No CVE could be looked up: name a folder of OSV advisories under security.advisories.');
  if (advisories === 0) return inconclusive('The folder under security.advisories holds no advisory: put OSV files (JSON) there.');
  if (scannedPackages === 0) {
    return inconclusive("No package was found in what was built, so no CVE could be looked up: see the scan's log.");
  }
  return null;
}

function seen({ scannedFiles, scannedPackages, advisories, vulnerabilities }: SecurityReport): string {
  const lesser = vulnerabilities.length === 0 ? '' : `, ${String(vulnerabilities.length)} lesser`;
  return `No secret in ${String(scannedFiles)} files, no critical CVE in ${String(scannedPackages)} packages by ${String(advisories)} advisories${lesser}.`;
}

function found(findings: readonly Finding[], what: string): string {
  return findings.length === 1 ? `1 ${what} found` : `${String(findings.length)} ${what}s found, the first`;
}
