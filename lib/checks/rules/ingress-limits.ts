import { textRecordAt } from '../../manifests/json';
import { ingressWith } from '../ingress-rules';
import { manifestRule, type Rule } from '../rule';

/** A minute is an age for a page; uploads and streams say what they need, and this is what they rarely go beyond. */
const LONGEST_SECONDS = 600;

const BODY = /(^|\/)(proxy-body-size|client-max-body-size)$/;
const TIMEOUT = /(^|\/)(proxy-(read|send)-timeout|timeout-server|response-timeout)$/;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A request ends: its body, and the wait for its answer. */
export const INGRESS_LIMITS: Rule = manifestRule(
  {
    id: 'ingress-limits',
    severity: 'warning',
    why: 'Bodies without an end fill the disk of the proxy, and requests without an end hold its connections: a few slow clients are enough to shut the shop.',
    wanted: `a body size above 0, which means none, and time-outs up to ${LONGEST_SECONDS} s`,
    fix: 'set what the largest upload and the slowest page need',
    wrong: ingressWith({ annotations: 'nginx.org/client-max-body-size: "0"' }),
    right: ingressWith({ annotations: 'nginx.org/client-max-body-size: 8m' }),
    see: ['https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/'],
  },
  ['networking.k8s.io/Ingress'],
  function* endless({ body }) {
    for (const [name, value] of Object.entries(textRecordAt(body, 'metadata', 'annotations'))) {
      const field = ['metadata', 'annotations', name];
      if (BODY.test(name) && /^0[a-z]?$/i.test(value)) yield { field, got: `"${value}"` };
      if (TIMEOUT.test(name) && secondsOf(value) > LONGEST_SECONDS) yield { field, got: `"${value}"` };
    }
  },
);

/** Seconds of a time-out as annotations write it; 0 for one that cannot be read. */
function secondsOf(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  const [, amount, unit = 's'] = /^(\d+)([smhd])?$/.exec(text) ?? [];
  return amount === undefined ? 0 : Number(amount) * (UNITS[unit] ?? 1);
}
