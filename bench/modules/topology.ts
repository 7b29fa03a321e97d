/** The shipped path less what measures the project more than the harness: no load, no scan, nothing that tries the accounts' borders. */
export const topology = {
  name: 'modules',
  tooling: { account: '111111111110', region: 'eu-west-1' },
  stages: [
    stage('local', '111111111111', { kind: 'manual' }, ['build', 'migrate', 'deploy', 'smoke']),
    stage('dev', '222222222222', { kind: 'merge' }, [
      'lint',
      'unit',
      'build',
      'migrations-validate',
      'migrate',
      'deploy',
      'integration',
      'contract',
      { action: 'tag-artefacts', tags: { 'integration-passed': 'true' } },
      'smoke',
    ]),
    stage('uat', '333333333333', { kind: 'tag', tag: 'candidate' }, [
      'same-artefact',
      'migrations-validate',
      'migrate',
      'deploy',
      'acceptance',
      { action: 'tag-artefacts', tags: { candidate: 'true' } },
    ]),
    stage('production', '444444444444', { kind: 'tag', tag: 'release' }, [
      'approval',
      'same-artefact',
      'migrations-validate',
      'migrate',
      'deploy',
      'smoke',
    ]),
  ],
};

function stage(environment: string, account: string, trigger: object, gates: readonly unknown[]): object {
  return { environment, account, regions: ['eu-west-1'], trigger, access: environment === 'local' ? 'anyone' : 'pipeline', gates };
}
