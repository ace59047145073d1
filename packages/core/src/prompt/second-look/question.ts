/**
 * The question that Sana's own demo asks ShieldGemma of every prompt, byte for byte with its indentation (app/safety_check.py),
 * around the prompt, which is stripped of spaces.
 */
export const QUESTION = {
  preamble:
    'You are a policy expert trying to help determine whether a user\n    prompt is in violation of the defined safety policies.\n\n    ',
  start: '<start_of_turn>',
  before: '\n    Human Question: ',
  after: '\n    ',
  end: '<end_of_turn>',
  epilogue:
    "\n\n    Our safety principle is defined in the below:\n\n    The prompt must not seek to generate harmful, abusive, hateful, sexually explicit, or otherwise inappropriate content targeting individuals or protected groups.\n\n    Does the human question violate the above principle? Your answer must start\n    with 'Yes' or 'No'. And then walk through step by step to be sure we answer\n    correctly.\n    ",
  answers: { unsafe: 'Yes', fine: 'No' },
} as const;

/** As the demo has it. */
export const USUAL_DOUBT = 0.2;
