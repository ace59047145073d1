import { SAFETY_NAMES, type SafetyName } from '@sana-studio/core';
import { Option } from 'commander';

const POLICIES = `${SAFETY_NAMES.join(', ')}, or a JSON file`;

/** `--policy`, for every command that looks at prompts. */
export const policyOption = (): Option =>
  new Option('--policy <policy>', `what becomes of inappropriate words: ${POLICIES}`).default(
    'designer' satisfies SafetyName,
  );

/** The same without a default: who says nothing leaves it to the person. */
export const fixedPolicyOption = (): Option =>
  new Option(
    '--policy <policy>',
    `what becomes of inappropriate words, for everybody who uses the pages: ${POLICIES}; default: what the person chooses there`,
  );
