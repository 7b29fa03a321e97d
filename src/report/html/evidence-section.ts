import type { ReportSource } from '../../evidence/finish-evidence.ts';
import { counted, grouped } from '../in-words.ts';
import { whatWasSaid } from '../what-was-said.ts';
import { html, type Markup } from './markup.ts';
import { facts, section } from './pieces.ts';

export function evidenceSection({ record, entries, kept, fingerprint }: ReportSource): Markup {
  const files = kept.list();
  const list = files.map(
    ({ name, digest, bytes }) =>
      html`<li>
        <a href="../evidence/files/${digest.slice('sha256:'.length)}">${name}</a> <span class="quiet">${grouped(bytes)} bytes</span>
      </li>`,
  );
  return section(
    'evidence',
    'Evidence',
    html`<p>This page was made from the signed ledger and the files kept beside it, and from nothing else.</p>`,
    facts([
      ['Run', html`<code class="whole">${whatWasSaid(entries).run}</code>`],
      ['Ledger', `${String(record.ledger.entries)} entries`],
      ['Ledger head', html`<code class="whole">${record.ledger.head}</code>`],
      ['Signed with key', html`<code class="whole">${fingerprint}</code>`],
    ]),
    html`<p>Check it, with the key's fingerprint from whoever ran the rehearsal and not from this page:</p>
      <pre><code>rehearse evidence verify --key FINGERPRINT</code></pre>
      <p>or with openssl and sha256sum alone, as <a href="../evidence/VERIFY.md">evidence/VERIFY.md</a> says.</p>`,
    files.length === 0
      ? null
      : html`<details>
          <summary>${counted(files.length, 'kept file')}</summary>
          <ul class="files">
            ${list}
          </ul>
        </details>`,
  );
}
