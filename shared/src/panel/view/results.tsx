import { useEffect, useRef } from 'preact/hooks';
import type { PanelPicture } from '../../host.ts';
import { finishedPictures, madeOf, type Slot } from '../state.ts';
import { usePanel } from './context.tsx';
import { Ideas } from './ideas.tsx';
import { InsertAll } from './insert-all.tsx';
import { RemarksNote } from './remarks-note.tsx';
import { type Replaced, ReplacedNote } from './replaced-note.tsx';
import { Result } from './result.tsx';
import { Strip } from './strip.tsx';

interface ResultsProps {
  readonly onOpen: (picture: PanelPicture) => void;
}

/** Where the person is: at the picture, or with something chosen in it. */
const HELD = ':hover, :focus-within, :has([data-chosen="true"])';

/** The pictures of the last run as they come: variants for one place as a strip to choose from. */
export function Results({ onOpen }: ResultsProps) {
  const { state, controller, texts } = usePanel();
  const { run, activity } = state;
  const list = useRef<HTMLDivElement>(null);
  controller.isHeld = slots =>
    slots.some(id => list.current?.querySelector(`[data-slot="${id}"]`)?.matches(HELD)) ||
    list.current?.querySelector('.strip .decision') != null;
  const generating = activity.kind === 'generating';
  // in one column the settings may push them out of sight
  useEffect(() => {
    if (generating) list.current?.scrollIntoView({ block: 'nearest' });
  }, [generating]);
  if (!run) {
    return (
      <div class="empty">
        <p>{texts.empty}</p>
        <Ideas />
      </div>
    );
  }
  const [first] = finishedPictures(run);
  const made = madeOf(run);
  return (
    <>
      <ReplacedNote pictures={replacedIn(run.slots)} />
      {first && <RemarksNote remarks={first.remarks} />}
      <div ref={list} class="groups">
        {groupsOf(run.slots).map(slots => {
          const [{ id, isVariant, target }] = slots;
          if (isVariant && target) return <Strip key={id} slots={slots} onOpen={onOpen} />;
          return (
            <ul key={id} class="grid" data-count={slots.length}>
              {slots.map(slot => (
                <li key={slot.id} data-slot={slot.id}>
                  <Result slot={slot} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          );
        })}
      </div>
      {run.slots.some(({ match }) => match?.isBest) && <p class="hint">{texts.bestMatchNote}</p>}
      <InsertAll />
      {run.outcome === 'cancelled' && (
        <p class="hint">
          <span>{made === 0 ? texts.outcomes.cancelled : texts.outcomes.cancelledPartly(made, run.pictures)}</span>
          {run.server !== undefined && <span>{texts.servers.mayFinish(run.server)}</span>}
        </p>
      )}
      {run.outcome === 'failed' && made > 0 && <p class="hint">{texts.outcomes.failedPartly(made, run.pictures)}</p>}
    </>
  );
}

/** With the places' names, where there are several. */
function replacedIn(slots: readonly Slot[]): readonly Replaced[] {
  const isOfSeveral = new Set(slots.map(({ target }) => target?.id)).size > 1;
  return slots.map(({ picture, target }) => ({
    replaced: picture?.replaced ?? [],
    remarks: picture?.remarks,
    label: isOfSeveral ? target?.label : undefined,
  }));
}

type Group = readonly [Slot, ...Slot[]];

/** Variants for the same place belong together, and so does everything else. */
function groupsOf(slots: readonly Slot[]): readonly Group[] {
  const groups: [Slot, ...Slot[]][] = [];
  const keyOf = ({ isVariant, target }: Slot) => (isVariant && target ? target.id : undefined);
  for (const slot of slots) {
    const last = groups.at(-1);
    if (last && keyOf(last[0]) === keyOf(slot)) last.push(slot);
    else groups.push([slot]);
  }
  return groups;
}
