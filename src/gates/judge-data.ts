import type { SurveyedTable } from '../ports/synthetic-data.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

/** A lower environment holds synthetic data only: every row of it is marked so, and where nothing says how, nobody can tell. */
export function judgeData(environment: string, tables: readonly SurveyedTable[]): Judgement {
  const real = tables.filter((each) => each.kind === 'marked' && each.unmarked > 0);
  if (real.length > 0) {
    return failed(
      `${environment} is for synthetic data only, and holds rows without its mark: ${real.map(inWords).join(', ')}. Take them out, and find out how they came in.`,
    );
  }
  const faulty = tables.find((each) => each.kind === 'faulty');
  if (faulty !== undefined) {
    return inconclusive(
      `Whether the rows of ${faulty.table} in ${environment} are synthetic can't be asked: ${faulty.reason}. Put ${keyOf(faulty)} in rehearsal.yaml right.`,
    );
  }
  const undeclared = tables.filter((each) => each.kind === 'undeclared' && each.rows > 0);
  const [first] = undeclared;
  if (first !== undefined) {
    return inconclusive(
      `${environment} is for synthetic data only, but nothing says how its rows are marked in ${undeclared.map(inWords).join(', ')}: add ${keyOf(first)} to rehearsal.yaml.`,
    );
  }
  const rows = tables.reduce((sum, each) => sum + (each.kind === 'marked' ? each.rows : 0), 0);
  return passed(rows === 0 ? 'It holds no data yet.' : `All its ${counted(rows, 'row')} are marked as synthetic.`);
}

function keyOf({ module, table }: SurveyedTable): string {
  return `modules.${module}.database.synthetic.${table}`;
}

function inWords(each: SurveyedTable): string {
  if (each.kind === 'faulty') return each.table;
  if (each.kind !== 'marked') return `${each.table} (${counted(each.rows, 'row')})`;
  return `${each.table} (${String(each.unmarked)} of ${counted(each.rows, 'row')})`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${String(count)} ${noun}s`;
}
