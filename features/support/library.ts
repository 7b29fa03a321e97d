import * as cucumber from '@cucumber/cucumber';
import { defineRehearsalSteps } from '../../src/index.ts';
import { cacheDir, dependencies } from './places.ts';

// The library as another team has it, on the shipped sample.
defineRehearsalSteps(cucumber, { cacheDir, run: { dependencies } });
