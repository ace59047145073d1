/** Who has decided about inappropriate words for everybody: who serves the page, who built the plugin, or an organisation. */
export const SAFETY_DECIDERS = ['server', 'plugin', 'organisation'] as const;
export type SafetyDecider = (typeof SAFETY_DECIDERS)[number];
