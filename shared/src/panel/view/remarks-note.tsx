import { sayRemark } from '@sana-studio/core/errors';
import type { PanelPicture } from '../../host.ts';
import { usePanel } from './context.tsx';
import { Icon } from './icons.tsx';

/** What of a request was not followed. */
export function RemarksNote({ remarks = [] }: Pick<PanelPicture, 'remarks'>) {
  const { texts, locale } = usePanel();
  if (remarks.length === 0) return null;
  return (
    <div class="note" role="note" aria-label={texts.remarksTitle}>
      <Icon name="info" />
      {remarks.map(remark => (
        <p key={remark.remark}>{sayRemark(remark, locale.language)}</p>
      ))}
    </div>
  );
}
