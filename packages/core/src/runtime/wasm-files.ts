import { SanaError } from '../errors.ts';

/** A file that this script loads at run time. */
export interface BuiltFile {
  readonly name: string;
  /** Of its content as it was built, in base64. */
  readonly sha256: string;
}

/** What ONNX Runtime consists of. */
export interface WasmBuild {
  readonly glue: BuiltFile;
  readonly wasm: BuiltFile;
}

/** ONNX Runtime's, of the version that is built in; a test compares them with the installed package. */
export const WASM_BUILDS = {
  /** 26.8 MB, for graphics devices and the processor. */
  graphics: {
    glue: {
      name: 'ort-wasm-simd-threaded.asyncify.mjs',
      sha256: 'PRyFmVNku2QzAvxv2Hegw7pa5yQBgV4PJIKKU9kZHig=',
    },
    wasm: {
      name: 'ort-wasm-simd-threaded.asyncify.wasm',
      sha256: 'OfnwiU1HiABIftn32+kmGEmNsyDPVcjj2Jrf+NzmWNo=',
    },
  },
  /** 14.2 MB, for the processor alone. */
  processor: {
    glue: {
      name: 'ort-wasm-simd-threaded.mjs',
      sha256: '4T9/lPxRtMpysS+use6V9Kzm37yJObxxiqvcCifEKZs=',
    },
    wasm: {
      name: 'ort-wasm-simd-threaded.wasm',
      sha256: 'M5jBDQfSKb2Rs2RUjhMODlGo5XBLiMfAg+u+t4hC3uI=',
    },
  },
} as const satisfies Readonly<Record<string, WasmBuild>>;

function toBase64(digest: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** Where a page does not count as secure there is no `crypto.subtle`, but the browser compares by itself. */
async function fetchInsecure(url: string, { sha256 }: BuiltFile): Promise<Response | 'other'> {
  const response = await fetch(url, { integrity: `sha256-${sha256}` }).catch(() => undefined);
  if (response) return response;
  // it does not say why there is none
  const unchecked = await fetch(url);
  await unchecked.body?.cancel();
  return unchecked.ok ? 'other' : unchecked;
}

/**
 * A file as it was built, whoever serves it.
 * @param url where it is
 * @throws SanaError `file-missing`; `file-corrupt` when it is another file, or another version of it
 */
export async function fetchBuilt(url: string, file: BuiltFile): Promise<ArrayBuffer> {
  const facts = { file: file.name, url };
  const isSecure = typeof crypto.subtle !== 'undefined';
  let bytes: ArrayBuffer | undefined;
  try {
    const response = await (isSecure ? fetch(url) : fetchInsecure(url, file));
    if (response !== 'other') {
      if (!response.ok) throw new SanaError('file-missing:program', { ...facts, detail: String(response.status) });
      bytes = await response.arrayBuffer();
    }
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('file-missing:program', { ...facts, detail: String(error) }, error);
  }
  if (bytes && (!isSecure || (await isBuilt(bytes, file)))) return bytes;
  throw new SanaError('file-corrupt:program', facts);
}

async function isBuilt(bytes: ArrayBuffer, { sha256 }: BuiltFile): Promise<boolean> {
  return toBase64(await crypto.subtle.digest('SHA-256', bytes)) === sha256;
}

/** Bytes that somebody has read already, as they were built. @throws SanaError `file-corrupt` */
export async function checkBuilt(bytes: ArrayBuffer, file: BuiltFile): Promise<ArrayBuffer> {
  if (typeof crypto.subtle === 'undefined' || (await isBuilt(bytes, file))) return bytes;
  throw new SanaError('file-corrupt:program', { file: file.name, url: file.name });
}
