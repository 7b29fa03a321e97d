import { BackendError } from '../../backends/backend.ts';

/** Debian's package of a program that recipes call. */
const packages: Readonly<Record<string, string>> = {
  debootstrap: 'debootstrap',
  mvn: 'maven',
  docker: 'docker.io',
  npm: 'npm',
  tar: 'tar',
};

/** What is to be said of a program that is absent or failed. */
export function programError(program: string, stderr: string, cause: unknown): BackendError {
  const absent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  if (absent) return new BackendError(`${program} is not here.`, `sudo apt-get install -y ${packages[program] ?? program}`, cause);
  const last = stderr.trim().split('\n').slice(-3).join(' ');
  return new BackendError(`${program} failed: ${last}`, 'See what it says, then build again: what is done is not done twice.', cause);
}
