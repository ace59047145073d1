import type { Family } from './family.ts';

/** Sana and Sana-1.5, from 512 to 4096 pixels. */
export const sana = {
  title: 'Sana',
  pipelines: {
    SanaPipeline: [],
    SanaPAGPipeline: [{ remark: 'pag-not-applied', data: { pipeline: 'SanaPAGPipeline' } }],
  },
  guidance: 'second-pass',
  guidanceScale: 4.5,
  trajectory: 'flow',
  scheduler: ({ interpolation_scale: scale }) => ({
    _class_name: 'DPMSolverMultistepScheduler',
    prediction_type: 'flow_prediction',
    use_flow_sigmas: true,
    // the models for 4096 pixels were trained with more of their steps at high noise
    flow_shift: scale === null || scale < 2 ? 3 : 6,
  }),
} as const satisfies Family;
