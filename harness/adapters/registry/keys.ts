/** `{repo}/{commit-sha}/`: everything of one commit's build lies below it. */
export function releasePrefix(repository: string, commit: string): string {
  return `${repository}/${commit}/`;
}

export function artefactKey(repository: string, commit: string, name: string): string {
  return `${releasePrefix(repository, commit)}${name}`;
}

export const manifestName = 'build-manifest.json';
