import { fileURLToPath } from 'node:url';
import { openUrl, SanaError } from '@sana-studio/core';
import { openFile } from '@sana-studio/core/node';

/** A file behind an address, also one of a file on disk. @returns undefined if there is none */
export const openAddress: typeof openUrl = async (address, onBytes) => {
  if (!address.startsWith('file:')) return openUrl(address, onBytes);
  try {
    return await openFile(fileURLToPath(address));
  } catch (error) {
    if (SanaError.from(error).code === 'file-missing') return undefined;
    throw error;
  }
};
