import type { ReportSource } from '../../evidence/finish-evidence.ts';
import { outcomeWords } from '../outcome-words.ts';
import { rehearsalNotice } from '../rehearsal-notice.ts';
import { approvalsSection } from './approvals-section.ts';
import { backendSection } from './backend-section.ts';
import { changesSection } from './changes-section.ts';
import { digestMatrix } from './digest-matrix.ts';
import { evidenceSection } from './evidence-section.ts';
import { flagsSection } from './flags-section.ts';
import { gatesSection } from './gates-section.ts';
import { header } from './header.ts';
import { compatibilitySection } from './compatibility-section.ts';
import { isolationSection } from './isolation-section.ts';
import { latencySection } from './latency-section.ts';
import { loadProfilesSection } from './load-profiles-section.ts';
import { html } from './markup.ts';
import { pathRow } from './path-row.ts';
import { releaseSection } from './release-section.ts';
import { rollbackSection } from './rollback-section.ts';
import { rolloutSection } from './rollout-section.ts';
import { shadowSection } from './shadow-section.ts';
import { styles } from './styles.ts';
import { waiversSection } from './waivers-section.ts';

/** report/index.html: one file that fetches nothing and needs no script. */
export function reportPage(source: ReportSource): string {
  const { record } = source;
  const title = `Rehearsal of ${record.project} ${record.release?.version ?? record.commit.slice(0, 12)}: ${outcomeWords[record.outcome].word}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${styles}
        </style>
      </head>
      <body>
        <main>
          ${header(source)} ${pathRow(source)} ${rollbackSection(record)} ${rolloutSection(source)} ${gatesSection(source)}
          ${releaseSection(record)} ${digestMatrix(record)} ${changesSection(source)} ${flagsSection(record)} ${latencySection(source)}
          ${loadProfilesSection(record)} ${isolationSection(record)} ${compatibilitySection(record)} ${shadowSection(record)}
          ${approvalsSection(record)} ${waiversSection(record)} ${backendSection(record)} ${evidenceSection(source)}
          <footer><p>${rehearsalNotice(record)}</p></footer>
        </main>
      </body>
    </html> `.text;
}
