import { posix } from 'node:path';
import { stringify } from 'yaml';
import { findChecks, type FoundCheck } from './find-checks.ts';
import { emulatedTypes } from '../../backends/emulated-types.ts';
import { findFunctions, kebab } from './find-functions.ts';
import { findGaps } from './find-gaps.ts';
import { findParameters } from './find-parameters.ts';
import { findPeople } from './find-people.ts';
import { fitTopology } from './fit-topology.ts';
import { findTemplate, treeOf } from './read-template.ts';
import { type RepositoryFiles, repositoryFiles } from './repository-files.ts';

export type Looked =
  | { readonly kind: 'refused'; readonly file: string; readonly reason: string; readonly hint: string }
  | {
      readonly kind: 'found';
      readonly template: string;
      readonly text: string;
      /** A path of the project's own, where the shipped one asks for more than there is; null where it fits. */
      readonly topology: string | null;
      /** What could not be known, a sentence each: they are comments of the file too. */
      readonly doubts: readonly string[];
    };

export const ownTopology = 'rehearsal-topology.yaml';

/** What a repository's own files say of how it is rehearsed. Reads only. */
export async function lookAt(root: string, name: string, shippedTopology: string): Promise<Looked> {
  const files = await repositoryFiles(root);
  const serverless = files.paths.find((path) => /^serverless\.(ya?ml|ts|js|json)$/.test(path));
  if (serverless !== undefined)
    return {
      kind: 'refused',
      file: serverless,
      reason: 'is the Serverless Framework’s own format, which is not read',
      hint: 'serverless package writes a CloudFormation template: commit that one and its zips, and run init again.',
    };
  const template = await findTemplate(files);
  if (template === null)
    return {
      kind: 'refused',
      file: root,
      reason: 'no CloudFormation or SAM template with a function was found',
      hint: files.has('cdk.json')
        ? 'Run cdk synth, commit cdk.out, and run init again.'
        : 'It looks for template.yaml, *.template.json and their like.',
    };
  const doubts: string[] = [];
  const all = findFunctions(template, files);
  const functions = all.filter((fn) => fn.entry !== null);
  doubts.push(...all.flatMap((fn) => (fn.doubt === null ? [] : [fn.doubt])));
  for (const fn of functions)
    if (fn.alias === '$LATEST')
      doubts.push(`${fn.logicalId} has no alias, so a release of it can not be rolled back by traffic (SAM: AutoPublishAlias)`);
  const database = findDatabase(files, name);
  const { parameters, environments, doubts: unknownParameters } = findParameters(template, functions, database !== null);
  const { checks, doubts: unknownChecks } = await findChecks(files);
  const gaps = findGaps(template, await emulatedTypes());
  doubts.push(...gaps.doubts, ...unknownParameters, ...unknownChecks, ...(await traffic(files)));
  const advisory = files.paths.find((path) => /(^|\/)(advisories|osv)\/.+\.json$/i.test(path));
  if (advisory === undefined) doubts.push('security: no folder of OSV advisories was found to look CVEs up in');
  doubts.push('who may approve production: "Release Manager" stands in for a person with that role');
  const topology = fitTopology(shippedTopology, {
    gates: new Set([
      ...missingChecks(checks),
      'performance',
      'rollback-rehearsal',
      ...(advisory === undefined ? ['security'] : []),
      ...(database === null ? ['migrate', 'migrations-validate'] : []),
    ]),
    coverage: !checks.some(
      ({ check, reports }) => check === 'unit' && reports.some((report) => treeOf(report)['coverage-summary'] !== undefined),
    ),
    database: database === null,
    traffic: true,
  });
  const openapi = files.paths.find((path) => /(^|\/)(openapi|swagger)\.(ya?ml|json)$/.test(path));
  const pact = files.paths.find((path) => /(^|\/)pacts\/[^/]+\.json$/.test(path));
  const text = stringify(
    {
      project: kebab(name),
      ...(topology === null ? {} : { topology: ownTopology }),
      ...installOf(files),
      modules: {
        'MOD-001': {
          functions: Object.fromEntries(
            functions.map(({ name: fn, entry, logicalId, alias, url }) => [
              fn,
              { entry, logicalId, alias, ...(url === null ? {} : { url }) },
            ]),
          ),
          template: template.path,
          ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
          ...(Object.keys(environments).length === 0 ? {} : { environments }),
          ...(database === null ? {} : { database }),
        },
      },
      ...(gaps.standIns.length === 0 ? {} : { standIns: gaps.standIns }),
      checks: Object.fromEntries(checks.map(({ check, command, reports }) => [check, { command, reports }])),
      ...(advisory === undefined ? {} : { security: { advisories: posix.dirname(advisory) } }),
      ...(openapi === undefined ? {} : { api: { openapi } }),
      ...(pact === undefined ? {} : { pacts: posix.dirname(pact) }),
      people: [
        ...(await findPeople(root)).map((person) => ({ ...person, roles: ['developer'] })),
        { name: 'Release Manager', email: 'release-manager@example.com', roles: ['release-manager'] },
      ],
      approvals: { production: { roles: ['release-manager'] } },
    },
    { lineWidth: 140 },
  );
  const head = [
    '# Written by rehearse init from what the repository holds. What it could not know:',
    ...doubts.map((doubt) => `# - ${doubt}`),
  ];
  return { kind: 'found', template: template.path, text: `${head.join('\n')}\n${text}`, topology, doubts };
}

function missingChecks(checks: readonly FoundCheck[]): readonly string[] {
  const found = new Set<string>(checks.map(({ check }) => check));
  return ['lint', 'typecheck', 'unit', 'integration', 'contract', 'acceptance', 'smoke'].filter((check) => !found.has(check));
}

/** The folder with the most versioned migrations. */
function findDatabase(files: RepositoryFiles, name: string): { readonly name: string; readonly migrations: string } | null {
  const counts = new Map<string, number>();
  for (const path of files.paths)
    if (/(^|\/)V[\d._]+__[^/]+\.sql$/.test(path)) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left);
  return most === undefined ? null : { name: kebab(name).replaceAll('-', '_'), migrations: most[0] };
}

/** A k6 script alone says nothing of how fast a route has to be. */
async function traffic(files: RepositoryFiles): Promise<readonly string[]> {
  for (const path of files.paths.filter((one) => /\.(ts|js)$/.test(one) && /perf|load|k6/i.test(one))) {
    const text = await files.read(path);
    if (/from ['"]k6['"/]/.test(text) && /export (default|const options)/.test(text))
      return [`how fast the routes have to be: add performance ({ script: ${path} }) and nfrs, and the performance gate`];
  }
  return ['performance: no k6 script was found'];
}

function installOf(files: RepositoryFiles): { readonly install?: string } {
  if (files.has('package-lock.json')) return {};
  if (files.has('pnpm-lock.yaml')) return { install: 'pnpm install --frozen-lockfile' };
  if (files.has('yarn.lock')) return { install: 'yarn install --frozen-lockfile' };
  return { install: files.has('package.json') ? 'npm install' : 'true' };
}
