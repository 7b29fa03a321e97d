// Preloaded into a version's process while the fault is planted: a leak on V8's heap, fast enough to be over in seconds.
const kept = [];
setInterval(() => kept.push(Array.from({ length: 60_000 }, (_, index) => ({ index }))), 5);
