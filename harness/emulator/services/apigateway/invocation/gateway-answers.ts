import type { HttpResponse } from '../../../kernel/context.ts';

/** What API Gateway answers by itself: JSON with a small `message`. */
function message(status: number, text: string): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify({ message: text })) };
}

export const notFound = message(404, 'Not Found');
/** The function failed, answered nothing that is an answer, or API Gateway may not call it. */
export const internalServerError = message(500, 'Internal Server Error');
export const serviceUnavailable = message(503, 'Service Unavailable');
export const tooLarge = message(413, 'Request Entity Too Large');
