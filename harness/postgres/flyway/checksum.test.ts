import { describe, expect, it } from 'vitest';
import { checksum } from './checksum.ts';

/** The 19 files of an experiment with Flyway 10.21.0 (and 12.5.0, which agrees): their text and the checksum in the row that it wrote. */
const rows: readonly (readonly [name: string, text: string, checksum: number])[] = [
  ['lf', 'SELECT 1;\nSELECT 2;\n', -1665099012],
  ['crlf', 'SELECT 1;\r\nSELECT 2;\r\n', -1665099012],
  ['cr only', 'SELECT 1;\rSELECT 2;\r', -1665099012],
  ['bom', '\ufeffSELECT 1;\nSELECT 2;\n', -1665099012],
  ['no final newline', 'SELECT 1;\nSELECT 2;', -1665099012],
  ['extra final newlines', 'SELECT 1;\nSELECT 2;\n\n\n\n', -1665099012],
  ['blank line inside', 'SELECT 1;\n\nSELECT 2;\n', -1665099012],
  ['trailing space', 'SELECT 1; \nSELECT 2;\n', -1320587121],
  ['joined lines', 'SELECT 1;SELECT 2;\n', -1665099012],
  ['utf8', "SELECT 'h\u00e9llo \u2013 \u2713';\n", -1308933347],
  ['empty', '', 0],
  ['only newline', '\n', 0],
  ['comment', '-- note\nSELECT 1;\n/* x */\nSELECT 2;\n', 1618338001],
  ['leading newline', '\nSELECT 1;\nSELECT 2;\n', -1665099012],
  ['bom crlf', '\ufeffSELECT 1;\r\nSELECT 2;\r\n', -1665099012],
  ['placeholder', "SELECT '${who}';\n", 1635467218],
  ['nel ff', "SELECT 'a\u0085b\u2028c\fd';\nSELECT 2;\n", -1132838916],
  ['bom second line', 'SELECT 1;\n--\ufeff x\nSELECT 2;\n', -1999065037],
  ['two boms', '\ufeff-- \ufeff\nSELECT 1;\n', -1323983333],
];

const folder: readonly (readonly [text: string, checksum: number])[] = [
  ["CREATE TABLE t1 (id int primary key, name text);\nINSERT INTO t1 VALUES (1, 'a');\n", -1182719818],
  ["CREATE TABLE t2 (id int primary key, name text);\nINSERT INTO t2 VALUES (1, 'a');\n", 155716799],
  ["CREATE TABLE t3 (id int primary key, name text);\nINSERT INTO t3 VALUES (1, 'a');\n", 1727064248],
  ["CREATE TABLE t4 (id int primary key, name text);\nINSERT INTO t4 VALUES (1, 'a');\n", -1280617748],
  ["CREATE TABLE t5 (id int primary key, name text);\nINSERT INTO t5 VALUES (1, 'a');\n", -602687765],
  ["CREATE OR REPLACE VIEW rv AS SELECT 'foo'::text AS t;\n", 669133782],
  ["CREATE OR REPLACE VIEW rv AS SELECT 'bar'::text AS t;\n", -806866157],
];

describe('checksum', () => {
  it.each(rows)('is what Flyway wrote for %s', (_, text, expected) => {
    expect(checksum(text)).toBe(expected);
  });

  it.each(folder)('is what Flyway wrote for %j', (text, expected) => {
    expect(checksum(text)).toBe(expected);
  });
});
