import { type Asker, openAsker, type PromptGuard } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';

/** The language model that a policy has asked in place of the model's own. @throws SanaError as openAsker */
export async function openAskerOf({ question }: PromptGuard): Promise<Asker | undefined> {
  return question?.model === undefined ? undefined : openAsker(diskFolder(question.model));
}
