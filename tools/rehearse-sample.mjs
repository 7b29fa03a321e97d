// npm run rehearse: with arguments the command itself; without, the sample's whole path, with its release manager stood in for.
if (process.argv.length === 2) process.argv.push('run', '--approve-as', 'Priya Raman');
await import('../bin/rehearse.mjs');
