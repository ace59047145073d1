import { SanaError } from '@sana-studio/core';
import type { ThreadRunner } from '../thread.ts';

/** Types that browsers run scripts with: https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const SCRIPT_TYPE = /^(?:text|application)\/(?:x-)?(?:java|ecma)script\b/;

/** Where pages take no addresses of scripts but of policies that they know by name: https://w3c.github.io/trusted-types/ */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}
let trusted: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** An address as workers are started from it. The policy is made once: a second one of its name is forbidden. */
function scriptUrl(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trusted ??= trustedTypes?.createPolicy('sana-studio', { createScriptURL: url => url });
  return trusted ? trusted.createScriptURL(url) : url;
}

/**
 * Starts a worker, also from another origin, which browsers allow only to a script of the page's own that imports it.
 * @throws what browsers throw where the page's policy forbids it
 */
function startWorker(url: string): Worker {
  const options = { type: 'module', name: 'sana' } as const;
  const { origin, protocol } = new URL(url);
  if (origin === globalThis.location.origin || protocol === 'blob:' || protocol === 'data:') {
    return new Worker(scriptUrl(url), options);
  }
  const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const own = URL.createObjectURL(script);
  try {
    return new Worker(scriptUrl(own), options);
  } finally {
    // it is fetched by then
    setTimeout(() => URL.revokeObjectURL(own), 60_000);
  }
}

/** Why a script did not start: browsers tell that to their console alone. */
async function diagnosis(url: string, forbidden: () => string | undefined): Promise<SanaError> {
  const directive = forbidden();
  if (directive !== undefined) return new SanaError('worker-failed:script-policy', { url, directive });
  const answer = await fetch(url).catch(() => undefined);
  await answer?.body?.cancel();
  if (!answer) return new SanaError('worker-failed:script', { url });
  if (!answer.ok) return new SanaError('worker-failed:script-missing', { url, status: answer.status });
  const type = answer.headers.get('content-type') ?? '';
  if (!SCRIPT_TYPE.test(type)) return new SanaError('worker-failed:script-type', { url, type });
  return new SanaError('worker-failed:script', { url });
}

/** Which directive of the page's policy forbade something since. */
function watchPolicy() {
  let directive: string | undefined;
  const listen = (event: SecurityPolicyViolationEvent) => {
    if (/^(?:(?:worker|child|script|default)-src|(?:require-)?trusted-types)/.test(event.effectiveDirective))
      directive ??= event.effectiveDirective;
  };
  // a worker that starts another has no such event
  if (typeof document === 'undefined') return { forbidden: () => undefined, stop: () => {} };
  document.addEventListener('securitypolicyviolation', listen);
  return {
    forbidden: () => directive,
    stop: () => document.removeEventListener('securitypolicyviolation', listen),
  };
}

/** Runs an engine's thread in a worker whose script is at this address. */
export function workerRunner(url: string): ThreadRunner {
  return {
    run(start, ports, crashed) {
      const policy = watchPolicy();
      const explain = async () => crashed(await diagnosis(url, policy.forbidden));
      let worker: Worker;
      try {
        worker = startWorker(url);
      } catch {
        // what the policy forbade is told a moment later
        setTimeout(() => void explain());
        return { end: policy.stop };
      }
      worker.addEventListener('error', event => {
        // a script that cannot be loaded gives an event without a message
        if (event.message) crashed(event.message);
        else void explain();
      });
      worker.addEventListener('messageerror', () => crashed('a message could not be read'));
      worker.postMessage(start, ports);
      return {
        end() {
          policy.stop();
          worker.terminate();
        },
      };
    },
  };
}
