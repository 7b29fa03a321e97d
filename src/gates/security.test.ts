import { describe, expect, it } from 'vitest';
import type { Finding } from '../ports/check-runner.ts';
import type { SecurityReport } from '../ports/security-scanner.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { security } from './security.ts';

const key: Finding = { rule: 'aws-access-key', message: 'AKIA… looks like an access key.', level: 'error', place: 'src/pay.ts:4:9' };
const cve: Finding = { rule: 'CVE-2026-0001', message: 'left-pad 1.0.0 runs anything.', level: 'error', place: '' };

describe('the security gate', () => {
  it.each<readonly [string, Partial<SecurityReport>, string]>([
    ['nothing is found', {}, 'passed: No secret in 40 files, no critical CVE in 7 packages by 12 advisories.'],
    [
      'lesser CVEs are found',
      {
        vulnerabilities: [
          { ...cve, level: 'warning' },
          { ...cve, level: 'note' },
        ],
      },
      'passed: No secret in 40 files, no critical CVE in 7 packages by 12 advisories, 2 lesser.',
    ],
    [
      'a secret is found, even where no CVE could be looked up',
      { secrets: [key], advisories: null },
      'failed: 1 secret found: src/pay.ts:4:9 aws-access-key: AKIA… looks like an access key. Take it out, and change it wherever it was in use.',
    ],
    [
      'secrets are found',
      { secrets: [{ ...key, level: 'note' }, key] },
      'failed: 2 secrets found, the first: src/pay.ts:4:9 aws-access-key: AKIA… looks like an access key. Take it out, and change it wherever it was in use.',
    ],
    [
      'a critical CVE is found among others',
      { vulnerabilities: [{ ...cve, level: 'warning', rule: 'CVE-0' }, cve] },
      'failed: 1 critical CVE found: CVE-2026-0001: left-pad 1.0.0 runs anything. Move to a version that has it fixed.',
    ],
    [
      'critical CVEs are found',
      { vulnerabilities: [cve, cve], scannedFiles: 0 },
      'failed: 2 critical CVEs found, the first: CVE-2026-0001: left-pad 1.0.0 runs anything. Move to a version that has it fixed.',
    ],
    ['no file was scanned', { scannedFiles: 0 }, "inconclusive: No file was scanned for secrets: see the scan's log."],
    [
      'there are no advisories',
      { advisories: null },
      'inconclusive: No CVE could be looked up: name a folder of OSV advisories under security.advisories.',
    ],
    [
      'the folder is empty',
      { advisories: 0 },
      'inconclusive: The folder under security.advisories holds no advisory: put OSV files (JSON) there.',
    ],
    [
      'no package was found',
      { scannedPackages: 0 },
      "inconclusive: No package was found in what was built, so no CVE could be looked up: see the scan's log.",
    ],
  ])('judges a scan where %s', async (_, more, said) => {
    const world = new FakeWorld();
    world.security = { ...world.security, ...more };
    const result = await security.run(subjectWith({ step: gateStep('security') }), world.ports);
    expect(`${result.verdict}: ${result.reason}`).toBe(said);
    expect(result.evidence).toEqual([digestNamed('scan')]);
  });
});
