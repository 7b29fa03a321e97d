import { describe, expect, it } from 'vitest';
import { buildRecord } from '../../evidence/record/build-record.ts';
import { sampleRuns } from '../../evidence/testing/sample-runs.ts';
import { sourceOf } from '../testing/source-of.ts';
import { backendSection } from './backend-section.ts';

const record = buildRecord(sourceOf(sampleRuns.released()).entries);

describe('what a backend can do', () => {
  it('is on the page as it was tried, and what is missing is counted', () => {
    const probed = [
      { capability: 'kms', there: true, seen: 'what a key encrypted came back' },
      { capability: 'signatures', there: false, seen: 'a call signed with a <wrong> secret was answered' },
    ];
    const text = backendSection({ ...record, backend: { ...record.backend, emulator: 'localstack 4.14.0', probed } })?.text ?? '';
    for (const said of ['localstack 4.14.0', '1 of 2 capabilities are missing', 'kms', 'there', 'a &lt;wrong&gt; secret'])
      expect(text).toContain(said);
    expect(text.match(/<strong>missing<\/strong>/g)).toHaveLength(1);
  });

  it('has no section where nothing was tried', () => {
    expect(backendSection(record)).toBeNull();
  });
});
