/** What a call answers; null where its error is one of those that mean that there is no such thing. By name: emulators' own errors have no class. */
export async function unlessAbsent<Answer>(call: Promise<Answer>, ...absent: readonly string[]): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && absent.includes(error.name)) return null;
    throw error;
  }
}
