/** Where a function's own NODE_OPTIONS let a debugger attach: `--inspect=127.0.0.1:9229`. */
export function debuggerPort(nodeOptions = ''): number | undefined {
  const wanted = /(?:^|\s)--inspect(?:-brk|-wait)?(?:=(?:[^\s:]+:)?(\d+))?(?=\s|$)/.exec(nodeOptions);
  return wanted === null ? undefined : Number(wanted[1] ?? nodesOwn);
}

const nodesOwn = 9229;
