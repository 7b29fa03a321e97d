import * as cucumber from '@cucumber/cucumber';
import { defineRehearsalSteps } from '../../src/index.ts';
import { backend } from './backend.ts';
import { cacheDir, dependencies } from './places.ts';

// The library as another team has it, on the shipped sample.
defineRehearsalSteps(cucumber, {
  cacheDir,
  get run() {
    return { dependencies, backend: backend() };
  },
});
