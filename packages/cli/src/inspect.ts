export async function inspect(): Promise<void> {}
