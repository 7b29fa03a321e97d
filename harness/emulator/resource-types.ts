/** The types that a template may hold without being declared a stand-in. CloudFormation's kinds are loaded when asked for. */
export async function emulatedResourceTypes(): Promise<readonly string[]> {
  const { resourceKinds } = await import('./services/cloudformation/resources/index.ts');
  return [...resourceKinds.keys()];
}
