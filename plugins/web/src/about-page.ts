/** The release: set when the page is built. */
declare const RELEASE: string;

/** What this page is allowed by the browser and the pages around it; nothing of what was made in it. */
export async function aboutPage(): Promise<Readonly<Record<string, unknown>>> {
  // where a page does not count as secure there is neither
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  const { usage, quota } = (await navigator.storage?.estimate().catch(() => undefined)) ?? {};
  const around = [...(location.ancestorOrigins ?? [])];
  return {
    release: RELEASE,
    isSecureContext,
    around: around.join(' < ') || 'nothing',
    adapter: adapter ? nameOf(adapter) : 'none',
    storageUsed: usage ?? 'unknown',
    storageQuota: quota ?? 'unknown',
    // browsers give a frame a storage for each site around it
    storageApart: around.some(origin => origin !== location.origin),
    threads: navigator.hardwareConcurrency,
  };
}

function nameOf({ info }: GPUAdapter): string {
  const names = [info.vendor, info.architecture, info.device, info.description].filter(Boolean);
  return [...names, ...(info.isFallbackAdapter ? ['(software)'] : [])].join(' ') || 'without a name';
}
