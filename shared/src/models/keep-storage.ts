/**
 * Asks the browser not to clear what is stored when the disk runs low, and tells whether it agreed. Only pages can ask,
 * workers cannot.
 */
export async function keepStorage(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
