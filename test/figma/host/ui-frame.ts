// Figma's frame shape: host page -> data: shim -> srcdoc. Neither of the inner frames is a secure context.

export interface UiFrame {
  open(html: string, width: number, height: number): void;
  /** Waits until the page is loaded. */
  post(pluginMessage: unknown): void;
  resize(width: number, height: number): void;
  close(): void;
}

/** Passes messages between the page and the host, and keeps the shim's own style from interfering. */
const SHIM = (page: string) => `<!doctype html><style>html,body,iframe{margin:0;border:0;width:100%;height:100%}</style>
<iframe srcdoc="${attribute(page)}"></iframe><script>
const ui = document.querySelector('iframe');
ui.onload = () => parent.postMessage({ uiLoaded: true }, '*');
onmessage = event => (event.source === ui.contentWindow ? parent : ui.contentWindow).postMessage(event.data, '*');
</script>`;

/** @param prepare puts what Figma adds into the page's head */
export function createUiFrame(prepare: (html: string) => string, receive: (pluginMessage: unknown) => void): UiFrame {
  let element: HTMLIFrameElement | undefined;
  let loaded = false;
  const waiting: unknown[] = [];

  const post = (pluginMessage: unknown) => {
    if (loaded) element?.contentWindow?.postMessage({ pluginMessage }, '*');
    else waiting.push(pluginMessage);
  };
  const resize = (width: number, height: number) => {
    if (!element) return;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  };
  addEventListener('message', ({ source, data }: MessageEvent<{ uiLoaded?: true; pluginMessage?: unknown }>) => {
    if (!element || source !== element.contentWindow) return;
    if (data.uiLoaded) {
      loaded = true;
      waiting.splice(0).forEach(post);
    } else if ('pluginMessage' in data) {
      receive(data.pluginMessage);
    }
  });
  return {
    post,
    resize,
    open(html, width, height) {
      element = document.createElement('iframe');
      element.style.border = '0';
      element.src = `data:text/html;charset=utf-8,${encodeURIComponent(SHIM(prepare(html)))}`;
      document.body.append(element);
      resize(width, height);
    },
    close() {
      element?.remove();
      element = undefined;
    },
  };
}

export function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
