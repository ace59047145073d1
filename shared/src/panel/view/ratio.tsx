/** An outline of this shape, and its name. */
export function Ratio({ label, ratio }: { readonly label: string; readonly ratio: number }) {
  const longest = 12;
  const width = ratio >= 1 ? longest : longest * ratio;
  const height = ratio >= 1 ? longest / ratio : longest;
  return (
    <>
      <svg class="ratio" viewBox="0 0 14 14" aria-hidden="true">
        <rect x={7 - width / 2} y={7 - height / 2} width={width} height={height} />
      </svg>
      {label}
    </>
  );
}
