import { type QuickPickItem, window } from 'vscode';
import { type ListButton, quickButton } from './pick-many.ts';

export interface OneOptions<Item extends QuickPickItem> {
  readonly title: string;
  /** In the field above the list. */
  readonly placeholder?: string | undefined;
  readonly items: readonly Item[];
  /** Of some lines; it is the answer as well, with what it makes of the line. */
  readonly itemButton?: Omit<ListButton<Item>, 'run'> & { readonly on: (item: Item) => boolean };
}

export interface PickedOne<Item> {
  readonly item: Item;
  /** By the line's button. */
  readonly byButton: boolean;
}

/** Lets a person pick one line of a list. @returns undefined if they leave it */
export function pickOne<Item extends QuickPickItem>({
  title,
  placeholder = '',
  items,
  itemButton,
}: OneOptions<Item>): Promise<PickedOne<Item> | undefined> {
  return new Promise(resolve => {
    const list = window.createQuickPick<Item>();
    list.title = title;
    list.placeholder = placeholder;
    list.ignoreFocusOut = true;
    list.matchOnDetail = true;
    list.items = items.map(item =>
      itemButton?.on(item) ? Object.assign(item, { buttons: [quickButton(itemButton)] }) : item,
    );
    const settle = (answer: PickedOne<Item> | undefined) => {
      resolve(answer);
      list.dispose();
    };
    list.onDidTriggerItemButton(({ item }) => settle({ item, byButton: true }));
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item) settle({ item, byButton: false });
    });
    list.onDidHide(() => settle(undefined));
    list.show();
  });
}

/** Words of others in a list, where `$(…)` would become a picture. */
export function inList(words: string): string {
  return words.replaceAll('$(', '$\u2060(');
}
