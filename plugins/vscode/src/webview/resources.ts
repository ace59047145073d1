import { SanaError } from '@sana-studio/core';
import { listOf, text } from '@sana-studio/core/channel';

/** One of the extension's own files. @throws SanaError `file-missing` */
export async function fetchResource(url: string, type = 'application/octet-stream'): Promise<Blob> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    const file = new URL(url).pathname.split('/').at(-1)!;
    throw new SanaError('file-missing:resource', { file, url, status: response?.status });
  }
  return new Blob([await response.arrayBuffer()], { type });
}

/** A script of the extension, as the URL that a worker here can be started from. @throws SanaError `file-missing` */
export async function fetchScript(url: string): Promise<string> {
  return URL.createObjectURL(await fetchResource(url, 'text/javascript'));
}

/** A gzipped file of the extension, unpacked. @throws SanaError `file-missing` */
export async function fetchGzipped(url: string, type: string): Promise<Blob> {
  const packed = await fetchResource(url);
  const unpacked = packed.stream().pipeThrough(new DecompressionStream('gzip'));
  return new Blob([await new Response(unpacked).arrayBuffer()], { type });
}

const fileList = listOf(text());

/**
 * The files of a model in the extension, by path inside its folder.
 * @param baseUrl of a folder with `files.json`, which lists them
 */
export async function fetchModel(baseUrl: string): Promise<ReadonlyMap<string, Blob>> {
  const list = await fetchResource(`${baseUrl}/files.json`);
  const paths = fileList(JSON.parse(await list.text()));
  return new Map(
    await Promise.all(paths.map(async path => [path, await fetchResource(`${baseUrl}/${path}`)] as const)),
  );
}
