import { joined } from '../wording.ts';
import { FIELDS } from './request.ts';

/** Servers that draw. `{server}` is a host, `{detail}` what it said itself, without a full stop. */
export const servers = {
  'request-invalid:server':
    '“{server}” is not the address of a server. Write it as https://draw.example.org or http://localhost:30000.',
  'request-invalid:server-secret':
    'An address with a name, a key, a question mark or “#” is not taken: such things end in logs. Write {server}, and give a key apart from it.',
  'request-invalid:on-server': ({ server, fields }: { server: string; fields: readonly string[] }) =>
    `${server ?? '…'} cannot be asked for ${joined(fields, ', ', name => FIELDS[name] ?? name)}: the interface of such servers has no room for it. Leave it out, or draw on this computer.`,
  'access-denied:server':
    '{server} wants a key ({status}: {detail}). Give it where you chose the server: under “On a server” in the panel; on the command line, keep it with sana server-key, or give it in the environment variable SANA_SERVER_KEY.',
  'access-denied:server-key':
    '{server} does not take this key ({status}: {detail}). Ask whoever runs it for another one.',
  'access-denied:server-plain':
    '{server} wants a key ({status}: {detail}), and a key is shown by https or on this computer only. Give its https address.',
  'access-denied:server-perhaps':
    '{server} does not tell its models without a key, it seems (500). Give one under “On a server” in the panel; on the command line, keep one with sana server-key, or give it in the environment variable SANA_SERVER_KEY.',
  'server-busy': ({
    server,
    detail,
    retryAfter,
  }: {
    server: string;
    detail: string;
    retryAfter?: number | undefined;
  }) =>
    `${server ?? '…'} has too much to do (${detail ?? '…'}). Try again ${typeof retryAfter === 'number' ? `in ${retryAfter} s` : 'later'}.`,
  'server-failed:answered': '{server} failed ({status}: {detail}). Try again; if it goes on, ask whoever runs it.',
  'server-failed:listing': '{server} answers, but not with a list of models ({field}). Check the address.',
  'server-failed:no-picture': '{server} answered without a picture. Ask whoever runs it.',
  'server-failed:page':
    '{server} answers with a page for people, as for signing in. Check the address: programs are answered elsewhere, or by a key.',
  'server-failed:told': '{server} answered without a picture: {detail}.',
  'server-failed:address':
    '{server} answered with the address of a picture, {url}, which is not on that server and was not asked. Set the server to send pictures themselves (b64_json).',
  'server-failed:unreadable':
    '{server} sent a picture that cannot be read; PNG, JPEG and WebP can. Try again; if it goes on, ask whoever runs it.',
  'server-refused:answered': '{server} refused the request ({status}): {detail}.',
  'server-refused:no-route':
    '{server} has nothing there that draws ({status}: {detail}). Check the address; the server must speak OpenAI’s images interface (/v1/images/generations).',
  'server-refused:model': '{server} does not have the model {model} ({detail}). Choose another with --model.',
  'server-refused:no-model': ({
    server,
    model,
    models,
  }: {
    server: string;
    model: string;
    models: readonly string[];
  }) => `${server ?? '…'} has no model ${model ?? '…'}. It has: ${joined(models, ', ')}.`,
  'model-unsupported:native-backend':
    'SGLang on {server} draws with its own backend, which leaves out Sana’s instruction and, for 2K, 4K and sana-mini, the positions: the pictures would be ruined. Start it with --backend diffusers.',
  'network-failed:server': '{server} cannot be reached. Check that it runs, its address and the connection.',
  'network-failed:server-page':
    '{server} cannot be reached. Check that it runs, its address and the connection, and that it permits this page (CORS): a browser says no more.',
  'network-failed:certificate':
    'The certificate of {server} is not valid here ({detail}). Ask whoever runs it; a certificate of your own goes into NODE_EXTRA_CA_CERTS.',
  'network-failed:server-lost': 'The connection to {server} broke off before the picture was here. Try again.',
  'network-failed:server-silent':
    '{server} did not answer within {seconds} seconds, so it was given up. It may finish the picture all the same.',
  'network-failed:moved': '{server} sends elsewhere, to {to}, which was not asked. If you trust it, give that address.',
  'cancelled:server': 'Cancelled. {server} may finish the picture all the same.',
  'request-invalid:no-server':
    'There is no server yet. Name one in the setting sanaStudio.server, or under “On a server” in the panel.',
  'request-invalid:no-server-key': 'No key is kept for any server.',
  'request-invalid:server-plain':
    'This page came by https ({page}), and browsers let such pages ask only https servers and this computer. Give {server} a certificate, or open the studio on this computer.',
  'access-denied:server-plain-key':
    'The key for {server} is not sent: it would go there as plain text. Give the server a certificate and its address with https, or leave the key out.',
  'model-not-found:server':
    '{server} is none of your servers, so it was not asked. If you trust it, add it under “On a server” in the panel.',

  'keychain-failed':
    'The key could not be kept in {keychain} ({detail}). Give it in the environment variable {variable}.',
  'keychain-failed:read':
    '{keychain} could not be asked for the key of {server} ({detail}), so none is shown to it. If it wants one, unlock {keychain}, or give the key in the environment variable {variable}.',
  'keychain-failed:plain':
    'A key is shown by https or on this computer only, so none is kept for {server}. Give its https address.',
  'keychain-failed:empty': 'There is no key in what was given. Write it, or send it to standard input.',

  'request-invalid:body': 'The request cannot be read ({field}: {problem}).',
  'request-invalid:body-value': '{field} can be: {values}.',
  'request-invalid:route':
    'There is nothing at {path}. Pictures: POST /v1/images/generations; the model: GET /v1/models.',
  'request-invalid:json-only': 'Send the request as application/json.',
  'access-denied:serve': 'This server wants a key (Authorization: Bearer KEY).',
  'access-denied:origin': 'Pages of {origin} may not draw here. Name them with --origin {origin}.',
  'model-not-found:served': 'There is no model {model} here, but {known}.',
  'probe-unfit:server':
    'The safety policy has a second look, which needs what the text encoder makes of a prompt; {server} does not send that. Draw on this computer, or take “probe” and “question” out of the policy.',
} as const;
