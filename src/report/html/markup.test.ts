import { describe, expect, it } from 'vitest';
import { html } from './markup.ts';

describe('html', () => {
  it('escapes whatever is put in', () => {
    expect(html`<p title="${'"\'<>&'}">${'<script>alert(1)</script>'}</p>`.text).toBe(
      '<p title="&quot;&#39;&lt;&gt;&amp;">&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
  });

  it('takes markup as it is, numbers as text, lists piece by piece and null as nothing', () => {
    const item = html`<b>${1}</b>`;
    expect(html`<i>${[item, null, ['<', item]]}</i>`.text).toBe('<i><b>1</b>&lt;<b>1</b></i>');
  });

  it('mends half a surrogate pair', () => {
    expect(html`${'\ud800'}`.text).toBe('\ufffd');
  });
});
