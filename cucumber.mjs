const shared = {
  import: ['features/support/**/!(*.test).ts', 'features/step_definitions/**/*.ts'],
  strict: true,
};

/** Every feature, over the public API. One process: the runs share what was prepared, and a copy of a world has its original's ports. */
export default { ...shared, format: ['progress'] };

/** The same on LocalStack, Postgres, Flyway and k6 in containers, but for what is about the embedded backend itself. */
export const containers = {
  ...shared,
  format: ['./features/support/tally-formatter.ts'],
  tags: 'not @embedded',
  worldParameters: { backend: 'containers' },
};
