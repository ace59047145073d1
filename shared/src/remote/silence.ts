// Why an engine page does not answer, as far as the page around it can know.

import { SanaError } from '@sana-studio/core';

/** The permissions that browsers ask for before a page of the internet may reach this computer or its network. */
const LOCAL_PERMISSIONS = ['loopback-network', 'local-network', 'local-network-access'] as const;

/** For the frame of such a page: where all pages around delegate them, too, and the person grants them, it is reached. */
export const LOCAL_FEATURES = LOCAL_PERMISSIONS.join('; ');

/** Whether an address is on this computer or in its network, as far as its name tells. */
export function isNearby({ hostname }: URL): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  if (/^[\d.]+$/.test(name)) {
    const [a = 0, b = 0] = name.split('.').map(Number);
    return (
      a === 127 || a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32) || (a === 169 && b === 254)
    );
  }
  if (name.includes(':')) return name === '::1' || /^f[cde]/.test(name);
  return !name.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(name);
}

/** Whether this page is, or is in, one of the internet, and the browser does not let it reach nearby addresses. */
async function isKeptAway(): Promise<boolean> {
  const around = typeof location === 'undefined' ? [] : [location.origin, ...(location.ancestorOrigins ?? [])];
  if (!around.some(origin => URL.canParse(origin) && !isNearby(new URL(origin)))) return false;
  const states = await Promise.all(
    LOCAL_PERMISSIONS.map(name =>
      // browsers without such permissions refuse the question
      Promise.resolve(navigator.permissions?.query({ name: name as PermissionName }))
        .then(status => status?.state)
        .catch(() => undefined),
    ),
  );
  const known = states.filter(state => state !== undefined);
  return known.length > 0 && !known.includes('granted');
}

/** @param blocked the policy of this page forbids the frame */
export async function silenceError(url: string, blocked: boolean): Promise<SanaError> {
  if (blocked) return new SanaError('worker-failed:page-not-allowed', { url });
  if (!isNearby(new URL(url))) return new SanaError('worker-failed:page-silent', { url });
  return (await isKeptAway())
    ? new SanaError('worker-failed:page-kept-away', { url })
    : new SanaError('worker-failed:page-not-running', { url });
}
