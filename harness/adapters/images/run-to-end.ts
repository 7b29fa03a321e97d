import { execFile } from 'node:child_process';
import type { RunProgram } from './recipe.ts';
import { programError } from './program-error.ts';

/** The longest step is pip's, over a slow line. */
const limitMs = 30 * 60_000;

export const runToEnd: RunProgram = (program, args, { folder, env } = {}) =>
  new Promise((resolve, reject) => {
    const options = {
      timeout: limitMs,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...env },
      ...(folder === undefined ? {} : { cwd: folder }),
    };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(programError(program, stderr, error));
    });
  });
