/** Every feature, over the public API. One process: the runs share what was prepared, and a copy of a world has its original's ports. */
export default {
  import: ['features/support/**/*.ts', 'features/step_definitions/**/*.ts'],
  format: ['progress'],
  strict: true,
};
