/** Something that a test waits for. */
export function awaited(): { readonly there: Promise<void>; readonly come: () => void } {
  let come = () => {};
  const there = new Promise<void>(resolve => {
    come = resolve;
  });
  return { there, come };
}
