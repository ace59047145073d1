import { describe, expect, it } from 'vitest';
import { readHostMessage, readPageMessage } from './messages.ts';

describe('messages between the extension host and the page', () => {
  const png = new ArrayBuffer(8);

  it('arrive as they were sent', () => {
    expect(readPageMessage({ type: 'picture', job: 'a', png })).toEqual({ type: 'picture', job: 'a', png });
    const job = { type: 'job', job: 'a', request: { prompt: 'fox', seed: 7 } };
    expect(readHostMessage(job)).toEqual(job);
  });

  it.each([
    undefined,
    'ready',
    { type: 'run', command: 'workbench.action.quit' },
    { type: 'picture', job: 'a', png: 'not bytes' },
    { type: 'picture', job: '', png },
    { type: 'insert', call: 'x'.repeat(1000), png },
    { type: 'failed', job: 'a', error: 'text' },
    { type: 'progress', job: 'a', progress: { phase: 'dance', step: 0, steps: 1, fraction: 0 } },
    { type: 'job', job: 'a', request: { prompt: 'from the page' } },
  ])('are refused from the page: %j', message => expect(readPageMessage(message)).toBeUndefined());

  it.each([{ type: 'job', job: 'a', request: { prompt: 7 } }, { type: 'ready' }, { command: 'init' }])(
    'are not taken for the host’s: %j',
    message => expect(readHostMessage(message)).toBeUndefined(),
  );
});
