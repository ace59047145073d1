import type { Family } from './family.ts';

/** Sana-Sprint: distilled to few steps, with the guidance scale as an input. */
export const sprint = {
  title: 'Sana-Sprint',
  pipelines: { SanaSprintPipeline: [], SanaSprintImg2ImgPipeline: [] },
  mark: { tensor: 'time_embed.guidance_embedder.linear_1.weight', config: { guidance_embeds: true } },
  guidance: 'embedded',
  guidanceScale: 4.5,
  trajectory: 'consistency',
  scheduler: () => ({ _class_name: 'SCMScheduler' }),
} as const satisfies Family;
