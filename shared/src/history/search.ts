/** The entries whose prompt holds every word of the query, in any order and case. */
export function searchByPrompt<Entry extends { readonly request: { readonly prompt: string } }>(
  entries: readonly Entry[],
  query: string,
): readonly Entry[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries.filter(({ request }) => {
    const prompt = request.prompt.toLocaleLowerCase();
    return words.every(word => prompt.includes(word));
  });
}
