import { isIP } from 'node:net';

/** Longest DNS label, RFC 1123 §2.1; Service and workload names are DNS labels. */
export const MAX_NAME = 63;

/**
 * Longest component name. Kubernetes allows 63, but a Service of a StatefulSet and helper objects add a suffix
 * to it (`-pods`, `-backup`), StatefulSet pods carry `-<ordinal>` and a `controller-revision-hash` label of
 * name plus 11 characters, and a CronJob name may have at most 52.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export const MAX_COMPONENT_NAME = 40;

const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;
const PORT_NAME = /^(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A DNS label that starts with a letter, as Service names must (RFC 1035). */
export function isName(text: string, max: number = MAX_NAME): boolean {
  return text.length <= max && DNS_LABEL.test(text);
}

/** A host name of the DNS: labels of RFC 1123, at most 253 characters. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => label.length <= MAX_NAME && DNS_1123.test(label));
}

/** A name of most objects of the API; unlike those of a host name, its parts may be as long as the whole. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => DNS_1123.test(part));
}

/** A host name that may begin with a wildcard label, as TLS and routes allow; they take no address. */
export function isRouteHost(text: string): boolean {
  const name = text.startsWith('*.') ? text.slice(2) : text;
  return text.length <= 253 && text.includes('.') && isHostName(name) && isIP(name) === 0;
}

/** A label value that the API server accepts. */
export function isLabelValue(text: string): boolean {
  return text.length <= MAX_NAME && LABEL_VALUE.test(text);
}

/** A label or annotation key: optional DNS prefix, slash, name. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  const prefixed = slash < 0 || isSubdomain(text.slice(0, slash));
  return prefixed && name.length <= MAX_NAME && LABEL_NAME.test(name);
}

/**
 * A name that an environment variable may have in a container.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
 */
export function isEnvName(text: string): boolean {
  return ENV_NAME.test(text) && !leadsUp(text);
}

/** A key of a ConfigMap or Secret. */
export function isConfigKey(text: string): boolean {
  return text.length <= 253 && CONFIG_KEY.test(text) && !leadsUp(text);
}

/** Read as a path, it would be its folder or one outside of it. */
function leadsUp(text: string): boolean {
  return text === '.' || text.startsWith('..');
}

/** A name of a container port: IANA service name, at most 15 characters. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && PORT_NAME.test(text);
}

/** A port number that a process may listen on. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** `orders-db` as the head of environment variable names: `ORDERS_DB`. */
export function envPrefix(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/**
 * A name cut to `max` characters without a trailing hyphen. Names that could collide when cut are refused earlier
 * (`MAX_COMPONENT_NAME`), so this serves only names of parts within one component, such as ports and volumes.
 */
export function shortened(text: string, max: number): string {
  return text.slice(0, max).replace(/-+$/, '');
}

/** An absolute path in a container: no `..`, no colon, no trailing slash. */
export function isAbsolutePath(text: string): boolean {
  return /^(\/[^/:\0]+)+$/.test(text) && !text.split('/').includes('..');
}
