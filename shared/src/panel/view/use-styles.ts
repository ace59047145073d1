import { useEffect, useMemo, useState } from 'preact/hooks';
import { withStyleOf } from '../../styles/apply.ts';
import { type ShelvedStyles, StyleShelf } from '../../styles/shelf.ts';
import { usePanel } from './context.tsx';

const NOTHING: ShelvedStyles = { own: [], document: undefined, colours: '' };

/** The styles that are kept. A form without a style begins with that of the document. */
export function useStyles() {
  const { controller, texts } = usePanel();
  const shelf = useMemo(() => new StyleShelf(controller.host), [controller]);
  const [shelved, setShelved] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    // what the person left in the form goes before the document's style, and would take its place if it came later
    Promise.all([shelf.read(), controller.restored]).then(
      ([found]) => {
        if (!current) return;
        setShelved(found);
        const { form } = controller.state;
        if (found.document && form.style === '' && form.negativePrompt === '') {
          controller.form.edit(withStyleOf(form, found.document));
        }
      },
      error => current && controller.dispatch({ type: 'failed', error }),
    );
    return () => {
      current = false;
    };
  }, [shelf, controller]);
  const change = async (act: (shelf: StyleShelf) => Promise<unknown>, notice = texts.styles.kept) => {
    try {
      await act(shelf);
      setShelved(await shelf.read());
      controller.tell(notice);
    } catch (error) {
      controller.dispatch({ type: 'failed', error });
    }
  };
  return { shelved, change };
}
