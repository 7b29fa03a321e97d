/** A provider's address among a check's variables: a function by its name, the project by its own where it has one address only. */
export function providerUrl(variables: Readonly<Record<string, string>>, project: string, provider: string): string | null {
  const ofFunctions = Object.keys(variables).filter((name) => name.startsWith('API_URL_'));
  const own = variables[`API_URL_${provider.toUpperCase().replaceAll('-', '_')}`];
  if (own !== undefined) return own;
  return provider === project && ofFunctions.length === 1 ? (variables['API_URL'] ?? null) : null;
}
