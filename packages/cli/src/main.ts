#!/usr/bin/env node
// What only prints is done here. Everything else runs in a process of its own, which this one can end.

const PRINTING = ['--help', '-h', '--version', '-V'];
const PRINTING_COMMANDS = ['help', 'completion'];

const [first, ...rest] = process.argv.slice(2);
const prints =
  first === undefined || PRINTING_COMMANDS.includes(first) || [first, ...rest].some(word => PRINTING.includes(word));
await (prints ? import('./command.ts') : import('./supervise.ts'));

export {};
