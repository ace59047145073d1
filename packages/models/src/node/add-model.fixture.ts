// Adds the tiny model of a test hub to a directory: run as a process of its own, to be killed.
// Arguments: directory, URL of the hub, bytes per part.

import { diskModelStore } from './index.ts';

const [directory = '', hubUrl = '', partBytes = ''] = process.argv.slice(2);
const repo = 'founders/Sana_tiny_diffusers';
await diskModelStore(directory, { partBytes: Number(partBytes) }).add(
  { id: 'tiny', title: 'Tiny', source: { kind: 'hub', repo, revision: 'main', hubUrl }, licences: [] },
  { needs: { imageEncoder: true, offline: true } },
);
