import type { CodeOnSchema } from '../../model/compatibility.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import { grouped } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

/** Which code can live with which schema, and how long migrations kept others off their tables. Null where nothing was tried. */
export function compatibilitySection({ stages }: RehearsalRecord): Markup | null {
  const tried = stages.flatMap(({ environment, compatibility }) => (compatibility === null ? [] : [{ environment, ...compatibility }]));
  if (tried.length === 0) return null;
  const steps = tried.flatMap(({ environment, migrations }) => migrations.map(({ script, step }) => [environment, script, step]));
  const matrix = tried.flatMap(({ environment, matrix: codes }) => codes.map((code) => [environment, ...rowOf(code)]));
  const locks = tried.flatMap(({ environment, locks: taken, rows }) =>
    taken.map(({ script, line, table: on, mode, heldMs, waitedMs }) => [
      environment,
      `${script}:${String(line)}`,
      mode,
      on,
      grouped(rows[on] ?? 0),
      `${grouped(heldMs)} ms`,
      `${grouped(waitedMs)} ms`,
    ]),
  );
  return section(
    'compatibility',
    'Compatibility',
    html`<p>Older code on the schema that this release leaves, in throw-away copies of the database, judged by its own tests.</p>`,
    table('Pending migrations', ['Environment', 'Migration', 'Step'], steps),
    matrix.length === 0 ? null : table('Code on schema', ['Environment', 'Code', 'Schema of', 'Tests', 'Verdict', 'Why'], matrix),
    locks.length === 0
      ? null
      : table('Locks, timed on synthetic rows', ['Environment', 'Statement', 'Lock', 'Table', 'rows', 'held', 'longest wait'], locks),
  );
}

function rowOf({ code, schema, check, verdict, reason }: CodeOnSchema): readonly (string | Markup)[] {
  const state = verdict === 'passed' ? verdict : html`<span class="state bad">${verdict}</span>`;
  return [code, schema, check, state, reason];
}
