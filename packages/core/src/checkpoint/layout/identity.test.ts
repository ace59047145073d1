import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { sayRemark } from '../../errors/index.ts';
import { diskFolder } from '../../node/files.ts';
import { altered } from '../files/altered-folder.fixture.ts';
import { parsePythonJson } from '../files/python-json.ts';
import { parseTransformerConfig } from './config.ts';
import { identify } from './identity.ts';
import { inspectModel } from './inspect.ts';

type Name = 'sana' | 'sprint' | 'sana4k';

const read = (name: Name, ...path: string[]) =>
  parsePythonJson(readFileSync(referencePath(name, 'model', ...path), 'utf8')) as object;
const scheduler = (name: Name) => read(name, 'scheduler', 'scheduler_config.json');
const transformer = (name: Name) => parseTransformerConfig(read(name, 'transformer', 'config.json'), 'config.json');

describe('what a model is', () => {
  it('is what its pipeline, its weights and its scheduler agree on, without a remark', () => {
    expect(identify({ pipeline: 'SanaPipeline', scheduler: scheduler('sana') }, transformer('sana'))).toMatchObject({
      family: 'sana',
      remarks: [],
    });
    const sprint = { pipeline: 'SanaSprintImg2ImgPipeline', scheduler: scheduler('sprint') };
    expect(identify(sprint, transformer('sprint'))).toMatchObject({ family: 'sprint', remarks: [] });
  });

  it('is what the weights say where the scheduler and the pipeline are of another family', () => {
    const found = identify({ pipeline: 'SanaPipeline', scheduler: scheduler('sana') }, transformer('sprint'));
    expect(found).toMatchObject({ family: 'sprint', scheduler: { _class_name: 'SCMScheduler' } });
    expect(found.remarks.map(remark => sayRemark(remark, 'en'))).toEqual([
      'The folder says SanaPipeline, but its transformer is one of Sana-Sprint: it is drawn as such.',
      'The folder has a DPMSolverMultistepScheduler, but its transformer is one of Sana-Sprint: it is sampled with SCMScheduler instead.',
    ]);
  });

  it.each(['sana', 'sana4k'] as const)('has the shift of %s where the scheduler is of another family', name => {
    const folder = { pipeline: 'SanaPipeline', scheduler: scheduler('sprint') };
    const published = identify({ ...folder, scheduler: scheduler(name) }, transformer(name)).scheduler;
    expect(identify(folder, transformer(name)).scheduler).toEqual(published);
  });

  it('does not ask what a scheduler says that is not used', () => {
    const unusual = { ...scheduler('sana'), use_karras_sigmas: true };
    const { remarks } = identify({ pipeline: 'SanaSprintPipeline', scheduler: unusual }, transformer('sprint'));
    expect(remarks).toMatchObject([{ remark: 'scheduler-replaced' }]);
  });

  it('says that PAG is not applied', () => {
    const { family, remarks } = identify(
      { pipeline: 'SanaPAGPipeline', scheduler: scheduler('sana') },
      transformer('sana'),
    );
    expect(family).toBe('sana');
    expect(remarks.map(remark => sayRemark(remark, 'zh'))).toEqual([expect.stringContaining('PAG')]);
  });

  it('is said by an inspection, which goes by the name where the weights cannot be told', async () => {
    const path = 'scheduler/scheduler_config.json';
    const mixed = altered(diskFolder(referencePath('sprint', 'model')), { [path]: JSON.stringify(scheduler('sana')) });
    expect(await inspectModel(mixed)).toMatchObject({ family: 'sprint', remarks: [{ remark: 'scheduler-replaced' }] });
    const without = altered(diskFolder(referencePath('sprint', 'model')), { 'transformer/config.json': undefined });
    expect(await inspectModel(without)).toMatchObject({ family: 'sprint', remarks: [] });
  });
});

describe('a scheduler that draws something else here is refused by name', () => {
  const folder = (changes: object) => ({ pipeline: 'SanaPipeline', scheduler: { ...scheduler('sana'), ...changes } });

  it.each([
    [{ use_karras_sigmas: true }, 'use_karras_sigmas'],
    [{ use_exponential_sigmas: true }, 'use_exponential_sigmas'],
    [{ use_beta_sigmas: true }, 'use_beta_sigmas'],
    [{ use_lu_lambdas: true }, 'use_lu_lambdas'],
    [{ variance_type: 'learned_range' }, 'variance_type'],
    [{ algorithm_type: 'dpmsolver' }, 'algorithm_type'],
    [{ algorithm_type: 'sde-dpmsolver++', solver_order: 3 }, 'solver_order'],
    [{ solver_order: 4 }, 'solver_order'],
    [{ solver_order: 3, lower_order_final: false }, 'lower_order_final'],
    [{ solver_type: 'heun' }, 'solver_type'],
    [{ thresholding: true, sample_max_value: 2 }, 'sample_max_value'],
    [{ prediction_type: 'epsilon' }, 'prediction_type'],
    [{ use_flow_sigmas: false }, 'use_flow_sigmas'],
  ])('%o', (changes, field) => {
    const given = {
      code: 'config-invalid',
      reason: 'config-invalid:scheduler',
      data: expect.objectContaining({ field }),
    };
    expect(() => identify(folder(changes), transformer('sana'))).toThrow(expect.objectContaining(given));
  });

  it.each([
    'use_dynamic_shifting',
    'use_karras_sigmas',
    'use_exponential_sigmas',
    'use_beta_sigmas',
    'invert_sigmas',
    'stochastic_sampling',
  ])('%s of Flow-Euler', field => {
    const euler = { _class_name: 'FlowMatchEulerDiscreteScheduler', shift: 3, [field]: true };
    expect(() => identify({ pipeline: 'SanaPipeline', scheduler: euler }, transformer('sana'))).toThrow(field);
  });

  it('or by its class, with those that are known', () => {
    expect(() => identify(folder({ _class_name: 'DEISMultistepScheduler' }), transformer('sana'))).toThrow(
      'scheduler/scheduler_config.json is a DEISMultistepScheduler, which is not supported. Sana models are sampled with DPMSolverMultistepScheduler, UniPCMultistepScheduler, FlowMatchHeunDiscreteScheduler, FlowMatchEulerDiscreteScheduler, SCMScheduler.',
    );
    expect(() => identify({ pipeline: 'SanaPipeline', scheduler: {} }, transformer('sana'))).toThrow('_class_name');
  });

  it('but what changes nothing is let through', () => {
    const same = { euler_at_final: true, timestep_spacing: 'leading', steps_offset: 1, sample_max_value: 3 };
    const { scheduler: found } = identify(folder(same), transformer('sana'));
    expect(found).toMatchObject({ flow_shift: 3, thresholding: false });
  });
});
