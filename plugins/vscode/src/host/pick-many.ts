import { type QuickInputButton, type QuickPickItem, ThemeIcon, window } from 'vscode';

/** A button, of each line or of the whole list. The list gives way to what it does, and comes back. */
export interface ListButton<Argument> {
  /** Of VS Code's own icons. */
  readonly icon: string;
  readonly tooltip: string;
  run(argument: Argument): Promise<void>;
}

export interface ManyOptions<Item> {
  /** Of the list as it is now; asked again after each button. */
  readonly items: () => readonly Item[];
  readonly title: (chosen: readonly Item[]) => string;
  readonly itemButtons: readonly ListButton<Item>[];
  readonly button?: ListButton<void> | undefined;
}

/**
 * Lets a person tick lines of a list, and change them.
 * @param Item `picked` is kept in it while the list is away
 * @returns undefined if they leave it
 */
export async function pickMany<Item extends QuickPickItem & { picked: boolean }>(
  options: ManyOptions<Item>,
): Promise<readonly Item[] | undefined> {
  for (;;) {
    const answer = await showOnce(options);
    if (answer === undefined || Array.isArray(answer)) return answer as readonly Item[] | undefined;
    await (answer as () => Promise<void>)();
  }
}

/** What is ticked, what a button does, or undefined. */
function showOnce<Item extends QuickPickItem & { picked: boolean }>({
  items,
  title,
  itemButtons,
  button,
}: ManyOptions<Item>): Promise<readonly Item[] | (() => Promise<void>) | undefined> {
  return new Promise(resolve => {
    const list = window.createQuickPick<Item>();
    const own = new Map(itemButtons.map(one => [quickButton(one), one]));
    const all = items().map(item => Object.assign(item, { buttons: [...own.keys()] }));
    list.canSelectMany = true;
    list.matchOnDetail = true;
    list.ignoreFocusOut = true;
    list.items = all;
    list.selectedItems = all.filter(({ picked }) => picked);
    list.title = title(list.selectedItems);
    if (button) list.buttons = [quickButton(button)];
    const keep = () => {
      for (const item of all) item.picked = list.selectedItems.includes(item);
    };
    const settle = (answer: readonly Item[] | (() => Promise<void>) | undefined) => {
      resolve(answer);
      list.dispose();
    };
    list.onDidChangeSelection(chosen => {
      list.title = title(chosen);
      keep();
    });
    list.onDidTriggerItemButton(pressed => settle(async () => own.get(pressed.button)?.run(pressed.item)));
    list.onDidTriggerButton(() => settle(() => button!.run()));
    list.onDidAccept(() => settle(list.selectedItems));
    list.onDidHide(() => settle(undefined));
    list.show();
  });
}

export function quickButton({ icon, tooltip }: Omit<ListButton<never>, 'run'>): QuickInputButton {
  return { iconPath: new ThemeIcon(icon), tooltip };
}
