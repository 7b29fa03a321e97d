import { describe, expect, it } from 'vitest';
import type { DeployedFunction } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import type { Release } from '../model/release.ts';
import { inTwoRegions, newVersions, oldVersions, twoRegions } from '../ports/testing/fake-accounts.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { digestNamed, sampleRelease } from '../ports/testing/sample-release.ts';
import { liveDifferences } from './live-differences.ts';
import { short } from './registry-differences.ts';

const create = short(digestNamed('create.zip'));
const read = short(digestNamed('read.zip'));
const oldCreate = short(digestNamed('old create.zip'));
const oldRead = short(digestNamed('old read.zip'));

describe('what is live', () => {
  it.each<readonly [string, readonly DeployedFunction[], readonly string[]]>([
    ['is what was built', newVersions, []],
    ['is what was built, in another order', newVersions.toReversed(), []],
    [
      'is the old version',
      oldVersions,
      [`CreateFunction version 1 is ${oldCreate}, built was ${create}`, `ReadFunction version 1 is ${oldRead}, built was ${read}`],
    ],
    ['lacks a function', newVersions.slice(0, 1), ['ReadFunction is missing']],
    ['is nothing', [], ['CreateFunction is missing', 'ReadFunction is missing']],
    ['has one too many', [...newVersions, ...oldVersions.slice(1)], ['ReadFunction is no function of this release']],
    [
      'has bytes that were built in the wrong place',
      newVersions.map((each) => ({ ...each, digest: digestNamed('read.zip') })),
      [`CreateFunction version 2 is ${read}, built was ${create}`],
    ],
  ])('%s', (_, live, differences) => {
    expect(liveDifferences(sampleProject, sampleRelease, live, ['eu-west-1'])).toEqual(differences);
  });

  it.each<readonly [string, readonly DeployedFunction[], readonly string[]]>([
    ['is what was built in both', inTwoRegions(newVersions), []],
    ['lacks one in the second', inTwoRegions(newVersions).slice(0, 3), ['eu-central-1/ReadFunction is missing']],
    [
      'is in a region that the topology does not list',
      [...inTwoRegions(newVersions), ...newVersions.slice(0, 1).map((each) => ({ ...each, region: 'us-east-1' }))],
      ['us-east-1/CreateFunction is no function of this release'],
    ],
    [
      'is the old version in the second',
      [...inTwoRegions(newVersions).slice(0, 3), ...inTwoRegions(oldVersions).slice(3)],
      [`eu-central-1/ReadFunction version 1 is ${oldRead}, built was ${read}`],
    ],
  ])('of two regions %s', (_, live, differences) => {
    expect(liveDifferences(sampleProject, sampleRelease, live, twoRegions)).toEqual(differences);
  });

  it('needs an artefact for each function, of its own module and kind', () => {
    const without = (change: (each: Release['artefacts'][number]) => Release['artefacts'][number]): Release => ({
      ...sampleRelease,
      artefacts: sampleRelease.artefacts.map((each) => (each.name === 'read.zip' ? change(each) : each)),
    });
    const expected = ['the release has no artefact for ReadFunction', 'ReadFunction is no function of this release'];
    expect(
      liveDifferences(
        sampleProject,
        without((each) => ({ ...each, name: 'reading.zip' })),
        newVersions,
        ['eu-west-1'],
      ),
    ).toEqual(expected);
    expect(
      liveDifferences(
        sampleProject,
        without((each) => ({ ...each, module: 'MOD-002' })),
        newVersions,
        ['eu-west-1'],
      ),
    ).toEqual(expected);
    expect(
      liveDifferences(
        sampleProject,
        without((each) => ({ ...each, kind: 'migrations' })),
        newVersions,
        ['eu-west-1'],
      ),
    ).toEqual(expected);
  });

  it('tells two modules with one logical id apart by their bytes', () => {
    const [module] = sampleProject.modules;
    const [fn] = module?.functions ?? [];
    if (module === undefined || fn === undefined) throw new Error('The sample has no function.');
    const project: Project = {
      ...sampleProject,
      modules: [
        { ...module, functions: [{ ...fn, name: 'create', logicalId: 'Function' }] },
        { ...module, functions: [{ ...fn, name: 'read', logicalId: 'Function' }] },
      ],
    };
    const live = [
      { function: 'Function', version: '1', digest: digestNamed('read.zip') },
      { function: 'Function', version: '1', digest: digestNamed('create.zip') },
    ];
    expect(liveDifferences(project, sampleRelease, live, ['eu-west-1'])).toEqual([]);
  });
});
