import { useEffect, useState } from 'preact/hooks';
import type { PromptOffer } from '../../host.ts';
import { BlobImage } from './blob-image.tsx';
import { usePanel } from './context.tsx';

/** A small picture of a place as it looks now. */
export function Thumbnail({ offer: { id, label } }: { readonly offer: PromptOffer }) {
  const { state, controller } = usePanel();
  const { prompts } = controller.host;
  const [picture, setPicture] = useState<Blob>();
  // another picture is there since
  const holds = state.applied.get(id);
  useEffect(() => {
    let wanted = true;
    void prompts?.thumbnail?.(id).then(found => wanted && setPicture(found));
    return () => {
      wanted = false;
    };
  }, [prompts, id, holds]);
  if (!prompts?.thumbnail) return null;
  return (
    <span class="thumbnail" data-letter={picture ? undefined : [...label][0]}>
      {picture && <BlobImage blob={picture} alt="" />}
    </span>
  );
}
