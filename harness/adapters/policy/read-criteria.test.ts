import { expect, it } from 'vitest';
import { readCriteria } from './read-criteria.ts';

it.each([
  ['AC-001 Pays', ['AC-001']],
  ['AC-001: Pays', ['AC-001']],
  ['- AC-001 Pays', ['AC-001']],
  ['* [x] AC-001 Pays', ['AC-001']],
  ['12. **AC-001** Pays', ['AC-001']],
  ['### AC-001 Pays', ['AC-001']],
  ['| AC-001 | Pays |', ['AC-001']],
  ['  |`PAY2-17`| Pays |', ['PAY2-17']],
  ['- [AC-001](#ac-001) Pays', ['AC-001']],
  ['AC-001 Pays\nAC-001 again\nAC-002 Reads', ['AC-001', 'AC-002']],
  ['As AC-001 says, it pays.', []],
  ['| id | criterion |\n| -- | -- |', []],
  ['```\nAC-001\n```', []],
  ['AC-001a Pays', []],
  ['', []],
])('%j lists %j', (markdown, ids) => {
  expect(readCriteria(markdown).map((criterion) => criterion.id)).toEqual(ids);
});

it('says on which line', () => {
  expect(readCriteria('# Criteria\n\n- AC-007 Pays\n')).toEqual([{ id: 'AC-007', line: 3 }]);
});
