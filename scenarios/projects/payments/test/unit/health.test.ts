import { describe, expect, it } from 'vitest';
import { health } from '../../src/http/health.ts';
import { config } from './fakes.ts';

describe('GET /health', () => {
  it('says which code answers, and where', async () => {
    const response = await health('read-payment', config, { ping: async () => {} });
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body)).toEqual({
      status: 'ok',
      service: 'read-payment',
      environment: 'test',
      commit: '0123456789abcdef',
      version: '7',
      database: 'ok',
    });
  });

  it('is failing without its database', async () => {
    const response = await health('read-payment', config, { ping: () => Promise.reject(new Error('down')) });
    expect(response.statusCode).toBe(503);
    expect(JSON.parse(response.body)).toMatchObject({ status: 'failing', database: 'unreachable' });
  });
});
