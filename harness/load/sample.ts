/** One point of k6's JSON output, of the metrics that a verdict needs. */
export interface Sample {
  readonly metric: 'http_req_duration' | 'http_req_failed' | 'dropped_iterations';
  readonly atMs: number;
  readonly value: number;
  /** What the script calls the route; '' for dropped iterations, which have only a scenario. */
  readonly route: string;
  readonly scenario: string;
  readonly phase: string;
  /** k6's own group: `::setup` and `::teardown` are no traffic. */
  readonly group: string;
}

const wanted = new Set(['http_req_duration', 'http_req_failed', 'dropped_iterations']);

/** Lines of `--out json`; an unfinished last line (k6 was killed) and other metrics are passed over. */
export function readSamples(text: string): readonly Sample[] {
  const lines = text.split('\n');
  const whole = text.endsWith('\n') ? lines : lines.slice(0, -1);
  return whole.flatMap((line) => {
    // Cheap look before the parse: most lines are of metrics that nobody asked for.
    if (!line.includes('"type":"Point"') || !/"metric":"(http_req_duration|http_req_failed|dropped_iterations)"/.test(line)) return [];
    const point = JSON.parse(line) as { metric: string; data: { time: string; value: number; tags: Record<string, string> | null } };
    if (!wanted.has(point.metric)) return [];
    const tags = point.data.tags ?? {};
    return [
      {
        metric: point.metric as Sample['metric'],
        atMs: Date.parse(point.data.time),
        value: point.data.value,
        route: tags['route'] ?? tags['name'] ?? '',
        scenario: tags['scenario'] ?? '',
        phase: tags['phase'] ?? '',
        group: tags['group'] ?? '',
      },
    ];
  });
}
