/** Variables of whatever runs the harness that would change what a project's command does: npm's, a test runner's, the user's own AWS account. */
const left = [
  /^npm_(?!config_(registry|cache|userconfig|globalconfig)$)/i,
  /^INIT_CWD$/,
  /^NODE_(OPTIONS|ENV|V8_COVERAGE)$/,
  /^(VITEST|TEST$|VITE_|CUCUMBER_)/,
  /^AWS_/,
  /^(DATABASE_URL|BASE_URL|API_URL|FLAG_|EXTERNAL_URL_)/,
  /^GIT_/,
];

/** What a project's command gets: the user's own environment less the above, and what contract.md promises checks. */
export function commandEnvironment(own: NodeJS.ProcessEnv, given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !left.some((pattern) => pattern.test(entry[0])),
  );
  return { ...Object.fromEntries(kept), CI: 'true', NO_COLOR: '1', ...given };
}
