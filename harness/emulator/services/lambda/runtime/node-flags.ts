/**
 * The flags with which AWS's bootstrap starts Node for a runtime. A function's own NODE_OPTIONS win where they speak of the same thing.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html, "experimental features that Lambda disables"
 */
export function nodeFlags(runtime: string, memorySizeMb: number, nodeOptions = ''): readonly string[] {
  return ['--expose-gc', '--max-http-header-size=81920', ...heapFlags(memorySizeMb, nodeOptions), ...moduleFlags(runtime, nodeOptions)];
}

/** 5 % of the memory for each half of the young generation, 5 % left for buffers, the rest for the old one. */
function heapFlags(memorySizeMb: number, nodeOptions: string): readonly string[] {
  if (/--max[-_](?:semi|old)[-_]space[-_]size/.test(nodeOptions)) return [];
  const young = Math.floor(memorySizeMb / 10);
  const semi = Math.max(1, Math.floor(young / 2));
  return [`--max-semi-space-size=${semi}`, `--max-old-space-size=${memorySizeMb - young - semi}`];
}

/** What Node does by default and Lambda's runtime does not: code that leans on it would run here and fail there. */
const disabled: Readonly<Record<string, readonly string[]>> = {
  'nodejs20.x': ['experimental-require-module'],
  'nodejs22.x': ['experimental-require-module', 'experimental-detect-module'],
};

function moduleFlags(runtime: string, nodeOptions: string): readonly string[] {
  return (disabled[runtime] ?? []).filter((feature) => !nodeOptions.includes(`--${feature}`)).map((feature) => `--no-${feature}`);
}
