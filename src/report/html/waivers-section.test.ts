import { describe, expect, it } from 'vitest';
import { buildRecord } from '../../evidence/record/build-record.ts';
import { sampleRuns } from '../../evidence/testing/sample-runs.ts';
import { instantAt, type SampleRun } from '../../evidence/testing/sample-run.ts';
import { sourceOf } from '../testing/source-of.ts';
import { summaryMarkdown } from '../summary-markdown.ts';
import { waiversSection } from './waivers-section.ts';

const waiver = {
  gate: 'performance',
  environment: 'uat',
  version: 'v1.4.0',
  by: 'Pat Product',
  role: 'product-owner',
  reason: 'Slow <until> the index',
  reference: 'OPS-7',
  at: instantAt(3),
  expires: instantAt(3000),
} as const;

function withWaiver(): SampleRun {
  return sampleRuns.released().happen({ kind: 'waiver-given', at: instantAt(3), environment: 'uat', waiver });
}

describe('the waivers', () => {
  it('are on the page with who, why and until when, and whether one was needed', () => {
    const text = waiversSection(buildRecord(sourceOf(withWaiver()).entries))?.text ?? '';
    for (const said of ['performance', 'uat', 'Pat Product, product-owner', 'Slow &lt;until&gt; the index', 'OPS-7', 'v1.4.0', 'not used'])
      expect(text).toContain(said);
  });

  it('have no section where there are none', () => {
    expect(waiversSection(buildRecord(sourceOf(sampleRuns.released()).entries))).toBeNull();
  });

  it('are in the summary', () => {
    expect(summaryMarkdown(sourceOf(withWaiver()))).toContain('**Waiver** of performance for v1.4.0 by Pat Product, product-owner, until');
  });
});
