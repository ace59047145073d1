/** A module that was deflated when the plugin was built: base64. @throws Error where the page may not run it */
export async function unpack(packed: string): Promise<Readonly<Record<string, unknown>>> {
  const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const script = await new Response(text).blob();
  const url = URL.createObjectURL(script.slice(0, script.size, 'text/javascript'));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
