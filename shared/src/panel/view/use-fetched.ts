import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { usePanel } from './context.tsx';

/** A view that is fetched when somebody wants it; undefined until it is here. @param onFailure it cannot be fetched */
export function useFetched<Props>(
  isWanted: boolean,
  fetch: () => Promise<FunctionComponent<Props>>,
  onFailure: () => void = () => {},
): FunctionComponent<Props> | undefined {
  const { controller } = usePanel();
  const [view, setView] = useState<FunctionComponent<Props>>();
  useEffect(() => {
    if (!isWanted || view) return;
    fetch().then(
      fetched => setView(() => fetched),
      error => {
        onFailure();
        controller.dispatch({ type: 'failed', error });
      },
    );
  }, [isWanted, view]);
  return isWanted ? view : undefined;
}
