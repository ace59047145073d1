import { useState } from 'preact/hooks';
import { usePanel } from './context.tsx';

/** Keeps the form's style among the person's own. */
export function KeepStyle({ onKeep }: { readonly onKeep: (name: string) => Promise<void> }) {
  const { texts } = usePanel();
  const [name, setName] = useState('');
  const keep = async () => {
    if (name.trim() === '') return;
    await onKeep(name.trim());
    setName('');
  };
  return (
    <div class="row">
      <input
        type="text"
        value={name}
        maxLength={80}
        aria-label={texts.styles.name}
        placeholder={texts.styles.name}
        onInput={event => setName(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          void keep();
        }}
      />
      <button type="button" aria-disabled={name.trim() === ''} onClick={() => void keep()}>
        {texts.styles.keep}
      </button>
    </div>
  );
}
