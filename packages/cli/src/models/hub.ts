import { Credential, type Remark, SanaError } from '@sana-studio/core';
import { HUGGING_FACE, webAddress } from '@sana-studio/models';

/** As the hub's own tools name it. */
function endpoint(): string {
  return process.env.HF_ENDPOINT || HUGGING_FACE;
}

/** The hub to ask. @throws SanaError `request-invalid` */
export function hubUrl(flag: string | undefined): string {
  const url = flag ?? endpoint();
  const base = webAddress(url);
  if (base) return base;
  throw new SanaError('request-invalid:hub-argument', { hub: url });
}

/** HF_TOKEN belongs to the hub that HF_ENDPOINT names, whatever address a model comes from. */
export function hubCredential(): Credential | undefined {
  const token = process.env.HF_TOKEN?.trim();
  const base = webAddress(endpoint());
  return token && base ? new Credential(base, token) : undefined;
}

/** Says so where a token is at hand that the model's source does not get. */
export function tokenRemark(source: string): Remark | undefined {
  const credential = hubCredential();
  if (!credential || credential.belongsTo(source)) return undefined;
  return { remark: 'token-kept', data: { owner: credential.origin, source: new URL(source).origin } };
}
