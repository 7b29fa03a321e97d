// Preloaded into a version's process while the fault is planted: it ends before the handler's module is read.
throw new Error('A fault was planted here: this version crashes at init.');
