import { git, GitError } from '../source/git.ts';

export interface FoundPerson {
  readonly name: string;
  readonly email: string;
}

const most = 10;

/** Who has committed, the busiest first; bots and addresses that are none are left out. */
export async function findPeople(root: string): Promise<readonly FoundPerson[]> {
  const log = await git(root, ['log', '--format=%aN%x09%aE', '-n', '500']).catch((error: unknown) => {
    if (error instanceof GitError) return '';
    throw error;
  });
  const commits = new Map<string, { readonly name: string; count: number }>();
  for (const line of log.split('\n')) {
    const [name = '', email = ''] = line.split('\t');
    if (name === '' || /\[bot\]|^dependabot|^renovate/i.test(name) || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) continue;
    const known = commits.get(email) ?? { name, count: 0 };
    known.count += 1;
    commits.set(email, known);
  }
  const busiest = [...commits].toSorted(([, left], [, right]) => right.count - left.count);
  const names = new Set<string>();
  return busiest.flatMap(([email, { name }]) => (names.has(name) ? [] : [names.add(name) && { name, email }])).slice(0, most);
}
