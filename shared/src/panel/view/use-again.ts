import type { StoredRequest } from '@sana-studio/core';
import type { Reuse } from '../../form/reuse.ts';
import { placesTakingWords } from '../rows.ts';
import { usePanel } from './context.tsx';

/** Uses something of an earlier picture again, and says where its prompt did not go. */
export function useReuse(): (request: StoredRequest, what: Reuse) => void {
  const { controller, texts } = usePanel();
  return (request, what) => {
    const hasPrompt = what === 'prompt' || what === 'all';
    const { taking, places } = (hasPrompt && placesTakingWords(controller.state)) || { taking: 0, places: 0 };
    void controller.useAgain(request, what);
    if (taking < places) controller.tell(texts.promptTaken(taking, places));
  };
}
