#!/usr/bin/env node
// before the bundle is read, so that SANA_DEBUG names the sources
process.setSourceMapsEnabled(true);
await import('../../../dist/sana.mjs');
