export async function trace(): Promise<void> {}
