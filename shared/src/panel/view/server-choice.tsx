import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { usePanel } from './context.tsx';

/** Where servers are chosen. What it holds is fetched when somebody opens it. */
export function ServerChooser() {
  const { controller, texts } = usePanel();
  const [List, setList] = useState<FunctionComponent>();
  if (!controller.host.servers) return null;
  const open = async () => {
    try {
      const { ServerList } = await import('./servers.tsx');
      setList(() => ServerList);
    } catch (error) {
      controller.dispatch({ type: 'failed', error });
    }
  };
  return (
    <details
      class="all-models servers"
      onToggle={event => {
        if (event.currentTarget.open && !List) void open();
      }}
    >
      <summary>{texts.servers.title}</summary>
      {List && <List />}
    </details>
  );
}
