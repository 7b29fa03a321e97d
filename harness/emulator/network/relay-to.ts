import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Joins connections that functions make with 127.0.0.1:`port` out here. An end is passed on as an end, and a break as a break. */
export function relayTo(port: number): (inside: Socket) => void {
  return (inside) => {
    const outside = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
    inside.pipe(outside).pipe(inside);
    inside.on('error', () => outside.resetAndDestroy());
    outside.on('error', () => inside.resetAndDestroy());
    // What was sent before the end still has to arrive.
    inside.on('close', () => outside.destroySoon());
    outside.on('close', () => inside.destroySoon());
  };
}
