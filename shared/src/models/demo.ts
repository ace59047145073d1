/** What comes with every shell, as models/sana-mini says of itself. */
export const DEMO = { id: 'sana-mini', title: 'Sana mini' } as const;

/** How an entry says so; nothing of any other model that is served in its place. */
export function demoMark(id: string): { readonly demo?: true } {
  return id === DEMO.id ? { demo: true } : {};
}
