import type { KeyObject } from 'node:crypto';
import { evidencePaths } from '../evidence-paths.ts';
import { sha256Of } from '../sha256-of.ts';
import { isSigned } from '../signing/is-signed.ts';
import { parseSums, type SumLine } from '../sums.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import type { VerifyCheck } from './verify-result.ts';

const needed = [evidencePaths.ledger, evidencePaths.publicKey, evidencePaths.howToVerify, evidencePaths.record];

/** The signed list, and that what lies there is what is listed: every byte, and nothing else. */
export function checkFiles(folder: EvidenceFolder, publicKey: KeyObject): readonly VerifyCheck[] {
  const content = folder.bytes(evidencePaths.sums);
  const signature = folder.bytes(evidencePaths.sumsSignature);
  if (content === null || signature === null) {
    return [
      list('failed', `${evidencePaths.sums} and its signature are not both there: the run was never finished, or they were taken away.`),
    ];
  }
  if (!isSigned(content, signature, publicKey)) return [list('failed', `${evidencePaths.sums} is not signed with the key of this run.`)];
  const sums = parseSums(Buffer.from(content).toString('utf8'));
  if (sums === null) return [list('failed', `${evidencePaths.sums} is no list of digests that this version can read.`)];
  return [list('ok', `${String(sums.length)} files are listed, and the list is signed.`), ...filesCheck(folder, sums)];
}

function filesCheck(folder: EvidenceFolder, sums: readonly SumLine[]): readonly VerifyCheck[] {
  const faults = [...missingFrom(sums), ...sums.flatMap((sum) => sumFault(folder, sum)), ...unlisted(folder, sums)];
  if (faults.length > 0) return faults.map((reason) => ({ name: 'files', kind: 'failed', reason }));
  return [{ name: 'files', kind: 'ok', reason: 'Every file is as it was when the run was finished, and there is no other.' }];
}

function missingFrom(sums: readonly SumLine[]): readonly string[] {
  return needed.filter((path) => !sums.some((sum) => sum.path === path)).map((path) => `${path} is not on the list.`);
}

function sumFault(folder: EvidenceFolder, { path, sha256 }: SumLine): readonly string[] {
  const content = folder.bytes(path);
  if (content === null) return [`${path} is gone, or no plain file.`];
  return sha256Of(content) === `sha256:${sha256}` ? [] : [`${path} was changed after the run was finished.`];
}

function unlisted(folder: EvidenceFolder, sums: readonly SumLine[]): readonly string[] {
  const listed = new Set<string>([evidencePaths.sums, evidencePaths.sumsSignature, ...sums.map((sum) => sum.path)]);
  return folder
    .evidenceFiles()
    .filter((path) => !listed.has(path))
    .map((path) => `${path} is not on the list: it was put there afterwards.`);
}

function list(kind: VerifyCheck['kind'], reason: string): VerifyCheck {
  return { name: 'list', kind, reason };
}
