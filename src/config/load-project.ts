import type { Problem } from '../model/problem.ts';
import type {
  Check,
  CheckReportFile,
  Performance,
  Project,
  ProjectFunction,
  ProjectModule,
  ScriptedAnswer,
  SyntheticMark,
} from '../model/project.ts';
import { checkDocument } from './check-document.ts';
import { ConfigError } from './config-error.ts';
import { type RehearsalFile, rehearsalFile } from './rehearsal-file.ts';
import { toInfrastructure } from './to-infrastructure.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

/** What the loader asks of the repository: whether a path, relative to its root, is there. */
export type PathKind = (path: string) => 'file' | 'folder' | 'absent';

/** rehearsal.yaml's text as a Project. Throws ConfigError with every problem: shape, unknown keys, files that aren't there. */
export function loadProject(file: string, text: string, kindOf: PathKind): Project {
  const document = readYaml(file, text);
  const parsed = checkDocument(document, rehearsalFile);
  const problems = [...missingPaths(document, parsed, kindOf), ...repeatedNames(document, parsed), ...unknownFunctions(document, parsed)];
  if (problems.length > 0) throw new ConfigError(problems);
  return toProject(parsed);
}

function toProject(file: RehearsalFile): Project {
  return {
    name: file.project,
    repository: file.repository ?? file.project,
    topology: file.topology,
    install: file.install,
    modules: Object.entries(file.modules).map(([id, module]) => toModule(id, module)),
    checks: Object.fromEntries(
      Object.entries(file.checks).flatMap(([name, check]) => (check === undefined ? [] : [[name, toCheck(check)]])),
    ),
    performance: toPerformance(file),
    ...toShadow(file.shadow),
    security: { advisories: file.security.advisories ?? null, allow: file.security.allow },
    acceptanceCriteria: file.acceptanceCriteria ?? null,
    api: { openapi: file.api.openapi ?? null, events: file.api.events ?? null },
    pacts: file.pacts ?? null,
    flags: file.flags,
    externals: Object.entries(file.externals).map(([name, { answers, recording }]) => ({
      name,
      answers: toAnswers(answers),
      recording: recording ?? null,
    })),
    standIns: file.standIns,
    containers: file.containers,
    flyway: file.flyway ?? null,
    people: file.people,
    approvals: file.approvals,
  };
}

function toModule(id: string, module: RehearsalFile['modules'][string]): ProjectModule {
  const functions = Object.entries(module.functions).map(([name, fn]): ProjectFunction => ({
    name,
    source: fn.zip === undefined ? { kind: 'esbuild', entry: fn.entry ?? '' } : { kind: 'zip', zip: fn.zip },
    logicalId: fn.logicalId,
    alias: fn.alias,
    urlOutput: fn.url ?? null,
  }));
  const { tests, parameters, environments } = module;
  return {
    id,
    functions,
    infrastructure: toInfrastructure(module),
    tests: toTests(tests),
    parameters,
    environments,
    database: toDatabase(module.database),
  };
}

function toShadow({ recordings, ...scope }: RehearsalFile['shadow']): Pick<Project, 'shadow' | 'shadowRecordings'> {
  return {
    shadow: { ...scope, headers: scope.headers.map((name) => name.toLowerCase()) },
    shadowRecordings: Object.entries(recordings).map(([name, recording]) => ({ function: name, recording })),
  };
}

function toDatabase(database: RehearsalFile['modules'][string]['database']): ProjectModule['database'] {
  if (database === undefined) return null;
  const marks = Object.entries(database.synthetic).map(([table, mark]): [string, SyntheticMark] => [
    table,
    mark === 'reference' ? { kind: 'reference' } : { kind: 'where', condition: mark.where },
  ]);
  return { ...database, synthetic: Object.fromEntries(marks) };
}

function toTests(tests: RehearsalFile['modules'][string]['tests']): ProjectModule['tests'] {
  return Object.fromEntries(Object.entries(tests).flatMap(([kind, paths]) => (paths === undefined ? [] : [[kind, paths]])));
}

function toAnswers(answers: RehearsalFile['externals'][string]['answers']): readonly ScriptedAnswer[] {
  return Object.entries(answers).map(([route, { status, headers, body, latency, fault }]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path, status, headers, body: body ?? null, latencyMs: latency, fault: fault ?? null };
  });
}

function toCheck(check: NonNullable<RehearsalFile['checks'][keyof RehearsalFile['checks']]>): Check {
  const reports = check.reports.map((report): CheckReportFile => {
    if (report === 'tsc') return { kind: 'tsc', path: null };
    const [kind, path] = Object.entries(report)[0] as [CheckReportFile['kind'], string];
    return { kind, path };
  });
  return { command: check.command, reports, timeoutMs: check.timeout };
}

function toPerformance(file: RehearsalFile): Performance | null {
  if (file.performance === undefined) return null;
  const routes = Object.entries(file.nfrs).map(([route, nfr]) => ({
    route,
    errorRate: nfr.errorRate,
    ...(nfr.p50 === undefined ? {} : { p50Ms: nfr.p50 }),
    ...(nfr.p95 === undefined ? {} : { p95Ms: nfr.p95 }),
    ...(nfr.p99 === undefined ? {} : { p99Ms: nfr.p99 }),
    ...(nfr.throughput === undefined ? {} : { throughputPerSecond: nfr.throughput }),
  }));
  const { script, rate, duration, warmUp } = file.performance;
  const expected = Object.fromEntries(
    Object.entries(file.performance.expected).map(([environment, of]) => [environment, { perSecond: of.rate, scale: of.scale }]),
  );
  return { script, ratePerSecond: rate, durationMs: duration, warmUpMs: warmUp, expected, routes };
}

function missingPaths(document: YamlDocument, file: RehearsalFile, kindOf: PathKind): Problem[] {
  const wanted: { path: readonly string[]; value: string | undefined; kind: 'file' | 'folder' }[] = [];
  for (const [id, module] of Object.entries(file.modules)) {
    wanted.push({ path: ['modules', id, 'template'], value: module.template, kind: 'file' });
    wanted.push({ path: ['modules', id, 'iac', 'program'], value: module.iac?.program, kind: 'folder' });
    wanted.push({ path: ['modules', id, 'database', 'migrations'], value: module.database?.migrations, kind: 'folder' });
    for (const [name, fn] of Object.entries(module.functions)) {
      wanted.push({ path: ['modules', id, 'functions', name, 'entry'], value: fn.entry, kind: 'file' });
      wanted.push({ path: ['modules', id, 'functions', name, 'zip'], value: fn.zip, kind: 'file' });
    }
  }
  for (const [name, { recording }] of Object.entries(file.externals))
    wanted.push({ path: ['externals', name, 'recording'], value: recording, kind: 'file' });
  for (const [name, recording] of Object.entries(file.shadow.recordings))
    wanted.push({ path: ['shadow', 'recordings', name], value: recording, kind: 'file' });
  wanted.push({ path: ['performance', 'script'], value: file.performance?.script, kind: 'file' });
  wanted.push({ path: ['acceptanceCriteria'], value: file.acceptanceCriteria, kind: 'file' });
  wanted.push({ path: ['api', 'openapi'], value: file.api.openapi, kind: 'file' });
  wanted.push({ path: ['api', 'events'], value: file.api.events, kind: 'folder' });
  wanted.push({ path: ['pacts'], value: file.pacts, kind: 'folder' });
  wanted.push({ path: ['security', 'advisories'], value: file.security.advisories, kind: 'folder' });
  return wanted.flatMap(({ path, value, kind }) =>
    value === undefined || kindOf(value) === kind
      ? []
      : [
          document.problemAt(
            path,
            `${kind} not found: ${value}`,
            'Paths are relative to the repository’s root, and the file must be committed.',
          ),
        ],
  );
}

function repeatedNames(document: YamlDocument, file: RehearsalFile): Problem[] {
  const seen = new Map<string, string>();
  const logicalIds = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [id, module] of Object.entries(file.modules)) {
    for (const [name, { logicalId }] of Object.entries(module.functions)) {
      const other = seen.get(name);
      if (other !== undefined)
        problems.push(
          document.problemAt(
            ['modules', id, 'functions', name],
            `module ${other} has a function of this name already`,
            'Function names are unique in a project: their zips are named after them.',
          ),
        );
      seen.set(name, id);
      const namesake = logicalIds.get(logicalId);
      if (namesake !== undefined)
        problems.push(
          document.problemAt(
            ['modules', id, 'functions', name, 'logicalId'],
            `module ${namesake} has a function with the logical id ${logicalId} already`,
            'Logical ids of functions are unique in a project: what is live is known by them.',
          ),
        );
      logicalIds.set(logicalId, id);
    }
  }
  return problems;
}

function unknownFunctions(document: YamlDocument, { modules, shadow }: RehearsalFile): Problem[] {
  const known = Object.values(modules).flatMap(({ functions }) => Object.keys(functions));
  return Object.keys(shadow.recordings)
    .filter((name) => !known.includes(name))
    .map((name) =>
      document.problemAt(
        ['shadow', 'recordings', name],
        `no module has a function ${name}`,
        `The project's functions: ${known.join(', ')}.`,
      ),
    );
}
