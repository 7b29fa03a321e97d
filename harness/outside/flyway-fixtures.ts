/** Migration folders: a file's path below the folder, and its text. */
export type Fixture = Readonly<Record<string, string>>;

/** The folders of the experiments that the migrator was written from. */
export const recorded = {
  base: {
    'B2__base.sql': 'CREATE TABLE fromb(id int);\n',
    'V1__a.sql': 'SELECT 1;\nSELECT 2;\n',
    'V2__b.sql': 'SELECT 1;\nSELECT 2;\n',
    'V3__c.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  basic: {
    'V1__create_t1.sql': "CREATE TABLE t1 (id int primary key, name text);\nINSERT INTO t1 VALUES (1, 'a');\n",
    'V2__create_t2.sql': "CREATE TABLE t2 (id int primary key, name text);\nINSERT INTO t2 VALUES (1, 'a');\n",
    'V3__create_t3.sql': "CREATE TABLE t3 (id int primary key, name text);\nINSERT INTO t3 VALUES (1, 'a');\n",
    'V4__create_t4.sql': "CREATE TABLE t4 (id int primary key, name text);\nINSERT INTO t4 VALUES (1, 'a');\n",
    'V5__create_t5.sql': "CREATE TABLE t5 (id int primary key, name text);\nINSERT INTO t5 VALUES (1, 'a');\n",
  },
  cb: {
    'V1__a.sql': 'SELECT 1;\nSELECT 2;\n',
    'afterEachMigrate.sql': "SELECT 'aem';\n",
    'afterMigrate__x.sql': "SELECT 'am';\n",
    'beforeMigrate.sql': "SELECT 'bm';\n",
  },
  checksum: {
    'V01__lf.sql': 'SELECT 1;\nSELECT 2;\n',
    'V02__crlf.sql': 'SELECT 1;\r\nSELECT 2;\r\n',
    'V03__cr_only.sql': 'SELECT 1;\rSELECT 2;\r',
    'V04__bom.sql': '\ufeffSELECT 1;\nSELECT 2;\n',
    'V05__no_final_newline.sql': 'SELECT 1;\nSELECT 2;',
    'V06__extra_final_newlines.sql': 'SELECT 1;\nSELECT 2;\n\n\n\n',
    'V07__blank_line_inside.sql': 'SELECT 1;\n\nSELECT 2;\n',
    'V08__trailing_space.sql': 'SELECT 1; \nSELECT 2;\n',
    'V09__joined_lines.sql': 'SELECT 1;SELECT 2;\n',
    'V10__utf8.sql': "SELECT 'h\u00e9llo \u2013 \u2713';\n",
    'V11__empty.sql': '',
    'V12__only_newline.sql': '\n',
    'V13__comment.sql': '-- note\nSELECT 1;\n/* x */\nSELECT 2;\n',
    'V14__leading_newline.sql': '\nSELECT 1;\nSELECT 2;\n',
    'V15__bom_crlf.sql': '\ufeffSELECT 1;\r\nSELECT 2;\r\n',
    'V16__placeholder.sql': "SELECT '${who}';\n",
    'V17__nel_ff.sql': "SELECT 'a\u0085b\u2028c\fd';\nSELECT 2;\n",
    'V18__bom_second_line.sql': 'SELECT 1;\n--\ufeff x\nSELECT 2;\n',
    'V19__two_boms.sql': '\ufeff-- \ufeff\nSELECT 1;\n',
  },
  conc: {
    'V1__t.sql': 'CREATE TABLE a(id int);\n',
    'V2__idx.sql': 'CREATE INDEX CONCURRENTLY a_i ON a(id);\n',
  },
  dup: {
    'V1.0__b.sql': 'SELECT 1;\nSELECT 2;\n',
    'V1__a.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  dupr: {
    'R__a.sql': 'SELECT 1;\nSELECT 2;\n',
    'sub/R__a.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  fail_notx: {
    'V1__ok.sql': 'CREATE TABLE a(id int);\n',
    'V2__bad.sql': 'CREATE TABLE b(id int);\nSELECT nope;\n',
    'V2__bad.sql.conf': 'executeInTransaction=false\n',
  },
  fail_tx: {
    'V1__ok.sql': 'CREATE TABLE a(id int);\n',
    'V2__bad.sql': 'CREATE TABLE b(id int);\nSELECT nope;\n',
  },
  mixed: {
    'V1__t.sql': 'CREATE TABLE a(id int);\n',
    'V2__idx.sql': 'CREATE TABLE b(id int);\nCREATE INDEX CONCURRENTLY a_i ON a(id);\n',
  },
  multi: {
    'V1__dollar.sql':
      'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1; -- ;\nEND;\n$$;\nDO $x$ BEGIN PERFORM f(); END $x$;\nCREATE TABLE c(id int);\n',
    'V2__copy.sql': 'COPY c (id) FROM STDIN;\n1\n2\n\\.\nSELECT count(*) FROM c;\n',
  },
  ooo: {
    'V1__a.sql': 'SELECT 1;\nSELECT 2;\n',
    'V3__c.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  ooo2: {
    'V1__a.sql': 'SELECT 1;\nSELECT 2;\n',
    'V2__b.sql': 'SELECT 1;\nSELECT 2;\n',
    'V3__c.sql': 'SELECT 1;\nSELECT 2;\n',
    'V4__d.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  ooo3: {
    'V1__a.sql': 'SELECT 1;\nSELECT 2;\n-- changed\n',
    'V3__renamed.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  ooo4: {
    'V3__c.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  ordering: {
    'R__aa_view.sql': 'CREATE OR REPLACE VIEW aa AS SELECT 1 AS a;\n',
    'R__zz_view.sql': 'CREATE OR REPLACE VIEW zz AS SELECT 1 AS a;\n',
    'V010.1__leading_zero.sql': 'SELECT 1;\nSELECT 2;\n',
    'V1.10__one_ten.sql': 'SELECT 1;\nSELECT 2;\n',
    'V1.1__one_one.sql': 'SELECT 1;\nSELECT 2;\n',
    'V10__ten.sql': 'SELECT 1;\nSELECT 2;\n',
    'V11__a-b.c d.sql': 'SELECT 1;\nSELECT 2;\n',
    'V12__.sql': 'SELECT 1;\nSELECT 2;\n',
    'V1_2__one_underscore_two.sql': 'SELECT 1;\nSELECT 2;\n',
    'V1__one.sql': 'SELECT 1;\nSELECT 2;\n',
    'V20240101120000__Time_Stamp.sql': 'SELECT 1;\nSELECT 2;\n',
    'V2__two__double___under.sql': 'SELECT 1;\nSELECT 2;\n',
    'V3.0__three_zero.sql': 'SELECT 1;\nSELECT 2;\n',
    'V7_no_double.sql': 'SELECT 1;\nSELECT 2;\n',
    'V9__nine.sql': 'SELECT 1;\nSELECT 2;\n',
    'notes.txt': 'x',
    'sub/dir/V5__nested.sql': 'SELECT 1;\nSELECT 2;\n',
    'v8__lowercase.sql': 'SELECT 1;\nSELECT 2;\n',
  },
  ph: {
    'R__r.sql': "CREATE OR REPLACE VIEW rv AS SELECT '${tbl}'::text AS t;\n",
    'V1__p.sql':
      "CREATE TABLE ${tbl}(id int);\nINSERT INTO ${tbl} VALUES (1);\nCOMMENT ON TABLE ${tbl} IS '${flyway:database}/${flyway:user}/${flyway:filename}/${flyway:defaultSchema}/${flyway:timestamp}/${flyway:workingDirectory}/${flyway:table}/${flyway:environment}';\n",
  },
  undo: {
    'U1__a.sql': 'DROP TABLE a;\n',
    'V1__a.sql': 'CREATE TABLE a(id int);\n',
  },
} satisfies Readonly<Record<string, Fixture>>;

const view = (text: string): string => `CREATE OR REPLACE VIEW v AS SELECT ${text} AS n;\n`;

/** Further folders, each for a rule that the recorded ones don't reach. */
const added = {
  splitting: {
    'V1__quotes.sql': [
      `-- a comment; with a semicolon\nCREATE TABLE q (a text, b text);`,
      `INSERT INTO q VALUES ('it''s; one', $$two; 'three'$$), (E'esc\\'; aped', $tag$ $$ ; $$ $tag$);`,
      `/* nested /* comment; */ still; */ INSERT INTO q VALUES (U&'d\\0061t\\+000061;', '--; no comment');`,
      `CREATE TABLE "semi;colon" ("col;umn" int, "quo""te" int);`,
      `CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a + 1; SELECT a + 2; END;`,
      `CREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS $body$\nBEGIN\n  -- ; \n  RETURN NEW;\nEND;\n$body$;`,
      `CREATE RULE r AS ON DELETE TO q DO INSTEAD (UPDATE q SET a = 'x'; UPDATE q SET b = 'y');`,
      `;;\n\n;DO $$ BEGIN PERFORM 1; END $$;\nSELECT 1`,
    ].join('\n'),
    'V2__copy.sql': `COPY q (a, b) FROM STDIN WITH (FORMAT csv);\n1,"semi;colon"\n2,\\N\n\\.\nCREATE INDEX q_a ON q (a);\n`,
    'V3__crlf.sql': `CREATE TABLE crlf (\r\n  id int\r\n);\r\nINSERT INTO crlf VALUES (1);\r\n`,
  },
  own_transaction: {
    'V1__commits.sql': `CREATE TABLE a (id int);\nCOMMIT;\nCREATE TABLE b (id int);\nROLLBACK;\nCREATE TABLE c (id int);\n`,
    'V2__fails.sql': `CREATE TABLE d (id int);\nCOMMIT;\nCREATE TABLE e (id int);\nSELECT 1 / 0;\n`,
  },
  deferred: {
    'V1__table.sql': `CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\n`,
    'V2__late.sql': `INSERT INTO a VALUES (1, 2);\n`,
  },
  leaking: {
    'V1__path.sql': `CREATE SCHEMA other;\nSET search_path = other;\nSET ROLE flyway_helper;\nRESET ROLE;\nCREATE TABLE here (id int);\n`,
    'V2__next.sql': `CREATE TABLE there (id int);\n`,
  },
  missing_placeholder: { 'V1__ok.sql': 'CREATE TABLE a (id int);\n', 'V2__no.sql': 'SELECT 1;\nCREATE TABLE ${nope} (id int);\n' },
  missing_in_repeatable: { 'V1__ok.sql': 'CREATE TABLE a (id int);\n', 'R__no.sql': view('${nope}') },
  placeholder_off: {
    'V1__off.sql': `CREATE TABLE a AS SELECT '\${nope}'::text AS t;\n`,
    'V1__off.sql.conf': 'placeholderReplacement=false\n',
  },
  dollars: {
    'V1__d.sql': `CREATE TABLE a AS SELECT '$\${tbl}'::text AS kept, '\${TBL}'::text AS replaced, $$\${tbl}$$::text AS quoted;\n`,
  },
  long_name: { [`V1__${'long_'.repeat(45)}.sql`]: 'CREATE TABLE a (id int);\n' },
  rep_1: { 'V1__a.sql': 'CREATE TABLE a (id int);\n', 'R__v.sql': view('1'), 'R__w.sql': 'CREATE OR REPLACE VIEW w AS SELECT 1 AS n;\n' },
  rep_2: { 'V1__a.sql': 'CREATE TABLE a (id int);\n', 'R__v.sql': view('2'), 'R__w.sql': 'CREATE OR REPLACE VIEW w AS SELECT 1 AS n;\n' },
  rep_3: { 'V1__a.sql': 'CREATE TABLE a (id int);\n', 'R__w.sql': 'CREATE OR REPLACE VIEW w AS SELECT 1 AS n;\n' },
  rep_bad: { 'V1__a.sql': 'CREATE TABLE a (id int);\n', 'R__v.sql': '\nSELECT nope;\n' },
  redescribed: { 'V1__other_words.sql': 'SELECT 1;\nSELECT 2;\n', 'V3__c.sql': 'SELECT 1;\nSELECT 2;\n' },
  only_v1: { 'V1__a.sql': 'SELECT 1;\nSELECT 2;\n' },
  empty_folder: { 'notes.txt': 'nothing\n' },
  incomplete: { 'V1__open.sql': 'CREATE TABLE a (id int;\nSELECT 1;\n' },
  incomplete_body: { 'V1__open.sql': 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;\n' },
  late_error: { 'V1__multi.sql': `CREATE TABLE a (id int);\n\n-- the next one fails\nINSERT INTO a\nVALUES\n  ('x');\n` },
  vacuum: { 'V1__t.sql': 'CREATE TABLE a (id int);\n', 'V2__vacuum.sql': '-- tidy\nVACUUM a;\n' },
} satisfies Readonly<Record<string, Fixture>>;

export const fixtures = { ...recorded, ...added };

export type FixtureName = keyof typeof fixtures;

/** Folders that the real Flyway acts on and ours refuses, and why. They have a test of their own: the refusal names the file. */
export const outOfScope: Readonly<Partial<Record<FixtureName, string>>> = {
  cb: 'SQL callbacks (beforeMigrate, afterMigrate, …) are refused',
  undo: 'U files are refused: the free edition of Flyway never runs them, while their author counts on undo',
};
