import { describe, expect, it } from 'vitest';
import { toolWords } from './tool-words.ts';

describe('what a failed tool said', () => {
  it('is its errors where it tells them apart', () => {
    const lines = [
      { '@level': 'info', '@message': 'Terraform 1.11' },
      { '@level': 'error', '@message': 'Error: no such bucket' },
    ];
    expect(toolWords(lines.map((line) => JSON.stringify(line)).join('\n'))).toBe('Error: no such bucket');
  });

  it('is the end of what it wrote where it does not', () => {
    expect(toolWords('one\ntwo\n\n╷\n│ Error: broken\n╵\n')).toBe('one two Error: broken');
  });

  it('is what it wrote, though a line looks like JSON and is none', () => {
    expect(toolWords('{ not JSON')).toBe('{ not JSON');
  });
});
