import { describe, expect, it } from 'vitest';
import { judgePackage, readAdvisory } from './osv.ts';
import { findSecrets } from './secrets.ts';

const advisory = (over: object = {}): ReturnType<typeof readAdvisory> =>
  readAdvisory(
    'a.json',
    JSON.stringify({
      id: 'GHSA-x',
      aliases: ['CVE-1'],
      summary: 'Bad',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      affected: [
        {
          package: { ecosystem: 'npm', name: 'pg' },
          ranges: [
            { type: 'SEMVER', events: [{ introduced: '1.0.0' }, { fixed: '2.11.2' }] },
            { type: 'SEMVER', events: [{ introduced: '3.0.0' }, { last_affected: '3.6.4' }] },
          ],
          versions: ['9.9.9'],
        },
      ],
      ...over,
    }),
  );

describe('judgePackage', () => {
  it.each([
    ['0.9.9', false],
    ['1.0.0', true],
    ['2.11.1', true],
    ['2.11.2', false],
    ['2.99.0', false],
    ['3.0.0', true],
    ['3.6.4', true],
    ['3.6.5', false],
    ['9.9.9', true],
  ])('pg %s is affected: %s', (version, affected) => {
    expect(judgePackage(advisory(), { name: 'pg', version }) !== null).toBe(affected);
  });

  it('affects no other package, and nobody once withdrawn', () => {
    expect(judgePackage(advisory(), { name: 'pg-pool', version: '1.0.0' })).toBeNull();
    expect(judgePackage(advisory({ withdrawn: '2020-01-01T00:00:00Z' }), { name: 'pg', version: '1.0.0' })).toBeNull();
  });

  it.each([
    ['by its CVSS vector', {}, 'error', /CRITICAL/],
    ['by what the database says', { database_specific: { severity: 'moderate' } }, 'warning', /MODERATE/],
    ['by a lesser vector', { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N' }] }, 'warning', /LOW/],
    ['as critical where nothing is said', { severity: [] }, 'error', /severity unknown, taken as critical/],
  ])('is judged %s', (_, over, level, message) => {
    expect(judgePackage(advisory(over), { name: 'pg', version: '1.0.0' })).toMatchObject({
      level,
      message: expect.stringMatching(message) as string,
      rule: 'GHSA-x, CVE-1',
      place: 'pg@1.0.0',
    });
  });

  it('does not take any JSON for an advisory', () => {
    expect(() => readAdvisory('x.json', '{}')).toThrow('x.json is no OSV advisory');
  });
});

describe('findSecrets', () => {
  it('finds a token, says where, and does not repeat it', async () => {
    const token = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
    const [finding] = await findSecrets('src/a.ts', `\nconst token = "${token}";`);
    expect(finding).toMatchObject({ rule: 'github', level: 'error', place: 'src/a.ts:2:16' });
    expect(finding?.message).not.toContain(token);
  });

  it('finds nothing in ordinary code', async () => {
    expect(await findSecrets('src/a.ts', 'export const answer = 42;')).toEqual([]);
  });
});
