/** The name of the error that a call was answered with; null where it was answered. What never came to an answer is thrown. */
export async function errorOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof Error && '$metadata' in error) return error.name;
    throw error;
  }
}
