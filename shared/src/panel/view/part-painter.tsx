import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { usePanel } from './context.tsx';
import type { MaskPainter } from './mask-painter.tsx';

type Painter = FunctionComponent<Parameters<typeof MaskPainter>[0]>;

/** The painter while it is open. It is fetched when somebody wants it. */
export function PartPainter() {
  const { state, controller } = usePanel();
  const [Fetched, setFetched] = useState<Painter>();
  const { painting, form } = state;
  useEffect(() => {
    if (!painting || Fetched) return;
    import('./mask-painter.tsx').then(
      ({ MaskPainter }) => setFetched(() => MaskPainter),
      error => {
        controller.dispatch({ type: 'painting', open: false });
        controller.dispatch({ type: 'failed', error });
      },
    );
  }, [painting, Fetched, controller]);
  if (!painting || !Fetched || !form.startImage) return null;
  return <Fetched startImage={form.startImage} acts={form.mask?.acts ?? []} />;
}
