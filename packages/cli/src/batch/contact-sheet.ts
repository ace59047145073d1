export interface ShownPicture {
  /** Beside the sheet. */
  readonly file: string;
  readonly words: string;
}

const STYLE = `body{font:14px/1.4 system-ui,sans-serif;margin:24px;background:Canvas;color:CanvasText}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:16px}
figure{margin:0}img{width:100%;height:auto;display:block;border-radius:4px}
figcaption{margin-top:4px;overflow-wrap:anywhere}:root{color-scheme:light dark}`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, letter => ESCAPES[letter]!);

/** A page with all pictures of a list and their words, to be opened beside them. */
export function contactSheet(title: string, pictures: readonly ShownPicture[]): string {
  const figures = pictures.map(({ file, words }) => {
    const address = escaped(encodeURIComponent(file));
    const image = `<img src="${address}" alt="${escaped(words)}" loading="lazy">`;
    return `<figure><a href="${address}">${image}</a><figcaption>${escaped(words)}</figcaption></figure>`;
  });
  return `<!doctype html>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
<h1>${escaped(title)}</h1>
<main>
${figures.join('\n')}
</main>
`;
}
