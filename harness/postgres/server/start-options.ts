export interface StartPostgresOptions {
  /** Made from the template when it doesn't exist, else started again. Beside it: `<dataDir>.cluster.json` (port, password) and `<dataDir>.log`. */
  readonly dataDir: string;
  /** For the template and, where needed, a copy of the binaries. Default: `~/.cache/dress-rehearsal`. */
  readonly cacheDir?: string;
  /** Default: the port that this cluster had before, or a free one. */
  readonly port?: number;
  /** `parent`: the server ends when this process does, even by SIGKILL. `detached`: it goes on, and the next start adopts it. */
  readonly lifetime: 'parent' | 'detached';
  readonly log: (line: string) => void;
}
