import { usePanel } from './context.tsx';

/** What the demo can do, so that nobody takes it for the real thing. */
export function DemoNote() {
  const { texts } = usePanel();
  return <p class="hint">{texts.models.demoKnows}</p>;
}
