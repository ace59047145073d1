import { promptIdeas } from '../../ideas/prompt-ideas.ts';
import { usePanel } from './context.tsx';

/** For whom has not written anything yet: prompts that the model draws well. */
export function Ideas() {
  const { state, controller, texts } = usePanel();
  const model = state.models?.find(({ id }) => id === state.form.model);
  if (!model) return null;
  const ideas = promptIdeas({ demo: model.demo === true, languages: model.languages }, texts);
  return (
    <fieldset class="ideas">
      <legend>{texts.ideas.title}</legend>
      {ideas.map(idea => (
        <button key={idea} type="button" class="chip" onClick={() => controller.form.write(idea)}>
          {idea}
        </button>
      ))}
    </fieldset>
  );
}
