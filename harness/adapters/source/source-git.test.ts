import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { git } from './git.ts';
import { makeSampleRepository } from './sample-repository.ts';
import { GitSource } from './source-git.ts';
import { readUserRepository } from './user-repository.ts';

const projects = fileURLToPath(new URL('../../../scenarios/projects', import.meta.url));
const sample = { folder: join(projects, 'payments'), history: join(projects, 'payments.history') };
let scratch: string;
let repository: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'rehearse-source-'));
  repository = join(scratch, 'payments');
  await makeSampleRepository(sample, repository);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const open = async (name: string): Promise<GitSource> =>
  GitSource.open(repository, join(scratch, name), (await readUserRepository(repository, { workingTree: false })).commit);

describe('the sample as a repository', () => {
  it('has the same commit ids whenever it is made of the same files', async () => {
    const again = join(scratch, 'again');
    await makeSampleRepository(sample, again);
    expect(await git(again, ['rev-parse', 'HEAD'])).toBe(await git(repository, ['rev-parse', 'HEAD']));
  });

  it('ends with the project as it stands', async () => {
    const committed = await git(repository, ['show', 'HEAD:template.yaml']);
    expect(committed).toBe(await readFile(join(sample.folder, 'template.yaml'), 'utf8'));
  });
});

describe('GitSource', () => {
  it('finds the last release and everyone who wrote since', async () => {
    const source = await open('authors.git');
    expect((await source.lastReleaseBefore(source.commit))?.tag).toBe('v1.3.0');
    expect(await source.authorsSinceLastRelease(source.commit)).toEqual([
      'Jonas Lindqvist <jonas.lindqvist@payments.example>',
      'Mira Okafor <mira.okafor@payments.example>',
    ]);
  });

  it('counts a co-author as an author', async () => {
    const clone = join(scratch, 'co.git');
    const source = await open('co.git');
    const tree = (await git(clone, ['rev-parse', `${source.commit}^{tree}`])).trim();
    const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@x.example', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@x.example' };
    const commit = (
      await git(
        clone,
        ['commit-tree', tree, '-p', source.commit, '-m', 'Pair\n\nCo-authored-by: Priya Raman <priya.raman@payments.example>'],
        identity,
      )
    ).trim();
    expect(await source.authorsSinceLastRelease(commit)).toContain('Priya Raman <priya.raman@payments.example>');
  });

  it('makes tags in the clone only, and moves none', async () => {
    const source = await open('tags.git');
    await source.tag('v1.4.0-rc.1', source.commit);
    await source.tag('v1.4.0-rc.1', source.commit);
    const former = await source.commitOfTag('v1.3.0');
    await expect(source.tag('v1.4.0-rc.1', former ?? '')).rejects.toThrow('names commit');
    expect(await git(repository, ['tag', '--list'])).toBe('v1.3.0\n');
  });

  it('knows a commit that is not on main', async () => {
    const clone = join(scratch, 'off.git');
    const source = await open('off.git');
    const tree = (await git(clone, ['rev-parse', `${source.commit}^{tree}`])).trim();
    const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@x.example', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@x.example' };
    const aside = (await git(clone, ['commit-tree', tree, '-m', 'Aside'], identity)).trim();
    expect(await source.isOnBranch(source.commit, 'main')).toBe(true);
    expect(await source.isOnBranch(aside, 'main')).toBe(false);
  });

  it('checks a commit out whole, and brings a changed work tree back', async () => {
    const source = await open('tree.git');
    const tree = join(scratch, 'tree');
    await source.checkOut(source.commit, tree);
    await writeFile(join(tree, 'template.yaml'), 'changed');
    await source.checkOut(source.commit, tree);
    expect(await readFile(join(tree, 'template.yaml'), 'utf8')).toContain('Resources');
  });
});

describe('readUserRepository', () => {
  it('leaves uncommitted changes out and names them, or takes them as an unnamed commit without touching the index', async () => {
    const own = join(scratch, 'own');
    await makeSampleRepository(sample, own);
    await writeFile(join(own, 'new.txt'), 'new');
    const head = (await git(own, ['rev-parse', 'HEAD'])).trim();
    expect(await readUserRepository(own, { workingTree: false })).toMatchObject({ commit: head, leftOut: ['new.txt'] });
    const taken = await readUserRepository(own, { workingTree: true });
    expect(taken.commit).not.toBe(head);
    expect(await git(own, ['show', `${taken.commit}:new.txt`])).toBe('new');
    expect(await git(own, ['status', '--porcelain'])).toBe('?? new.txt\n');
    const source = await GitSource.open(own, join(scratch, 'unnamed.git'), taken.commit);
    expect(await source.show(taken.commit, 'new.txt')).toBe('new');
  });

  it('says in a sentence that a folder is in no repository', async () => {
    const bare = await mkdtemp(join(tmpdir(), 'rehearse-none-'));
    await expect(readUserRepository(bare, { workingTree: false })).rejects.toThrow('is not in a git repository');
    await rm(bare, { recursive: true });
  });
});

describe('what a killed git left', () => {
  it('is no obstacle: locks of references', async () => {
    const source = await open('locked.git');
    await writeFile(join(scratch, 'locked.git/refs/heads/main.lock'), '');
    await writeFile(join(scratch, 'locked.git/packed-refs.lock'), '');
    await expect(source.tag('v9.9.9', source.commit)).resolves.toBeUndefined();
    const again = await open('locked.git');
    expect(await again.mergeInto('main')).toBe(true);
  });

  it.each([
    ['a lock of its index', 'index.lock'],
    ['half of its own files', 'HEAD'],
  ])('is no obstacle: a work tree with %s', async (name, file) => {
    const source = await open('trees.git');
    const tree = join(scratch, `tree of ${name}`);
    await source.checkOut(source.commit, tree);
    const own = (await git(tree, ['rev-parse', '--absolute-git-dir'])).trim();
    await writeFile(join(own, file), '');
    await writeFile(join(tree, 'template.yaml'), 'half');
    await source.checkOut(source.commit, tree);
    expect(await readFile(join(tree, 'template.yaml'), 'utf8')).toBe(await readFile(join(sample.folder, 'template.yaml'), 'utf8'));
  });
});

describe('a hotfix', () => {
  const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@x.example', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@x.example' };

  async function branched(name: string, parents: readonly string[]): Promise<GitSource> {
    await open(`${name}.git`);
    const clone = join(scratch, `${name}.git`);
    const tree = (await git(clone, ['rev-parse', 'v1.3.0^{tree}'])).trim();
    const args = parents.flatMap((parent) => ['-p', parent]);
    const commit = (await git(clone, ['commit-tree', tree, ...args, '-m', 'Fix'], identity)).trim();
    await git(clone, ['update-ref', 'refs/heads/hotfix/limit', commit]);
    return GitSource.at(clone, commit);
  }

  it('is known by its branch, unless its commit is on the trunk', async () => {
    const source = await branched('known', ['v1.3.0']);
    expect(await source.hotfixBranchOf(source.commit, 'hotfix/*', 'main')).toBe('hotfix/limit');
    expect(await source.hotfixBranchOf(source.commit, 'fix/*', 'main')).toBeNull();
    const tip = (await open('trunk.git')).commit;
    expect(await source.hotfixBranchOf(tip, 'hotfix/*', 'main')).toBeNull();
  });

  it.each([
    ['cut from the release', ['v1.3.0'], true],
    ['cut from the trunk', ['main'], false],
    ['cut from the release with some of the trunk merged', ['v1.3.0', 'main~1'], false],
    ['cut from nowhere', [], false],
  ])('%s: %s', async (what, parents, expected) => {
    const source = await branched(what.replaceAll(' ', '-'), parents);
    const base = (await source.commitOfTag('v1.3.0')) ?? '';
    expect(await source.isCutFrom(source.commit, base, 'main')).toBe(expected);
    expect(await source.releases()).toEqual([{ tag: 'v1.3.0', commit: base }]);
  });

  it('of a hotfix may be cut from that, which the trunk has not', async () => {
    const source = await branched('second', ['v1.3.0']);
    const clone = join(scratch, 'second.git');
    const tree = (await git(clone, ['rev-parse', 'v1.3.0^{tree}'])).trim();
    const later = (await git(clone, ['commit-tree', tree, '-p', source.commit, '-m', 'Fix again'], identity)).trim();
    expect(await source.isCutFrom(later, source.commit, 'main')).toBe(true);
  });
});

describe('a commit that is brought', () => {
  it('comes as the user’s repository has it now, and moves no branch of the clone', async () => {
    const source = await open('brought.git');
    const user = join(scratch, 'user');
    await git(scratch, ['clone', '--quiet', repository, user]);
    await git(user, ['checkout', '--quiet', '-b', 'feature/refunds']);
    const identity = {
      GIT_AUTHOR_NAME: 'M',
      GIT_AUTHOR_EMAIL: 'm@payments.example',
      GIT_COMMITTER_NAME: 'M',
      GIT_COMMITTER_EMAIL: 'm@payments.example',
    };
    await git(user, ['commit', '--quiet', '--allow-empty', '--message', 'Refund'], identity);
    const commit = await source.bring(user, 'feature/refunds');
    expect(commit).toBe((await git(user, ['rev-parse', 'feature/refunds'])).trim());
    expect(await source.show(commit ?? '', 'package.json')).not.toBeNull();
    expect(await source.resolve('feature/refunds')).toBeNull();
  });

  it.each(['nowhere', '--all', ''])('is none where the repository has no %j', async (revision) => {
    const source = await open('none.git');
    expect(await source.bring(repository, revision)).toBeNull();
  });
});
