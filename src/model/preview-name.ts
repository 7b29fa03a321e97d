const longest = 40;

/** What a branch's environment is called: `feature/Refunds` gets `preview-feature-refunds`, a commit its first twelve digits. */
export function previewName(revision: string): string {
  const name = /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 12) : revision;
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  return `preview-${slug}`;
}
