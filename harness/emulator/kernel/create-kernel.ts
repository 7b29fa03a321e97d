import { dispatch } from './dispatch.ts';
import type { Kernel } from './kernel.ts';

/** Ties the kernel to its own dispatch, which every call from inside goes through as well. */
export function createKernel(parts: Omit<Kernel, 'dispatch'>): Kernel {
  const kernel: Kernel = { ...parts, dispatch: (call) => dispatch(kernel, call) };
  return kernel;
}
