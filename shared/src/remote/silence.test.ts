import { afterEach, describe, expect, it, vi } from 'vitest';
import { isNearby, silenceError } from './silence.ts';

afterEach(() => void vi.unstubAllGlobals());

/** The pages around this one, and what the browser says of its permissions; undefined where it knows none. */
function around(origins: readonly string[], state: PermissionState | undefined): void {
  vi.stubGlobal('location', { origin: 'null', ancestorOrigins: origins });
  const query = async () => {
    if (state === undefined) throw new TypeError('unknown permission');
    return { state };
  };
  vi.stubGlobal('navigator', { permissions: { query } });
}

const FIGMA = ['null', 'https://www.figma.com'];

describe('an engine page that does not answer', () => {
  it.each([
    ['http://localhost:5180/', FIGMA, 'denied', 'page-kept-away'],
    ['http://localhost:5180/', FIGMA, 'prompt', 'page-kept-away'],
    ['https://sana.internal/', FIGMA, 'denied', 'page-kept-away'],
    ['http://localhost:5180/', FIGMA, 'granted', 'page-not-running'],
    ['http://localhost:5180/', FIGMA, undefined, 'page-not-running'],
    ['http://localhost:5180/', ['null', 'http://127.0.0.1:80'], 'denied', 'page-not-running'],
    ['https://sana.example/', FIGMA, 'denied', 'page-silent'],
  ] as const)('%s, in %j, permission %s: %s', async (url, origins, state, reason) => {
    around(origins, state);
    expect(await silenceError(url, false)).toMatchObject({ reason: `worker-failed:${reason}`, data: { url } });
  });

  it('is said to be forbidden where this page’s own policy forbids it', async () => {
    around(FIGMA, 'granted');
    expect(await silenceError('https://sana.example/', true)).toMatchObject({
      reason: 'worker-failed:page-not-allowed',
    });
  });
});

it.each([
  ...['localhost', 'a.localhost', '127.0.0.1', '10.1.2.3', '192.168.0.1', '172.16.0.1', '172.31.9.9', '169.254.1.1'],
  ...['[::1]', '[fe80::1]', '[fd00::1]', 'nas', 'sana.local', 'sana.internal', 'sana.home.arpa'],
])('%s is nearby', host => {
  expect(isNearby(new URL(`http://${host}:8080/`))).toBe(true);
});

it.each(['sana.example', 'localhost.example', '8.8.8.8', '172.32.0.1', '192.169.0.1', '[2606:4700::1]', 'local.com'])(
  '%s is not',
  host => expect(isNearby(new URL(`https://${host}/`))).toBe(false),
);
