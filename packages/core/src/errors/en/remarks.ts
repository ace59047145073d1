/** What a run or a model has to say without failing. */
export const remarks = {
  /** @see PromptTokens: what the model does not read of a prompt */
  'prompt-cut':
    'The prompt has {tokens} of at most {limit} tokens: the model does not read from “{unread}” on. Shorten it.',
} as const;
