import { isCidr } from '../core/addresses';
import { isHostName, isLabelKey, isLabelValue, isPort } from '../core/names';
import type { Rule } from '../core/shop-error';

type Labels = Readonly<Record<string, string>>;

/** Rules about where something is, which several constructs ask: a code has one meaning, so it is written once. */

/** Namespaces: ours, or of somebody else, which may begin with a digit. */
export function namespaceRule<P>(namespaces: (props: P) => readonly string[]): Rule<P> {
  return {
    code: 'SHOP-N005',
    broken: (props) =>
      namespaces(props)
        .filter((name) => !isHostName(name) || name.includes('.'))
        .map((name) => `the namespace "${name}"`),
    wanted: '1 to 63 lower-case letters, digits and hyphens, a letter or digit first and last',
    fix: 'correct the name',
  };
}

/** Labels of pods that are not ours; none at all would select every pod. */
export function podLabelsRule<P>(labels: (props: P) => Labels | undefined): Rule<P> {
  return {
    code: 'SHOP-N006',
    broken: (props) => {
      const given = labels(props);
      if (given === undefined) return [];
      const entries = Object.entries(given);
      if (entries.length === 0) return ['no pod labels, which would open every pod of the namespace'];
      return entries
        .filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value))
        .map(([key, value]) => `the pod label "${key}: ${value}"`);
    },
    wanted: 'at least one label, with keys and values that the API server accepts',
    fix: 'name the labels of the pods',
  };
}

/** Port numbers; one that a Service shares with its container is said once. */
export function portRule<P>(ports: (props: P) => readonly number[]): Rule<P> {
  return {
    code: 'SHOP-W001',
    broken: (props) => [...new Set(ports(props))].filter((port) => !isPort(port)).map((port) => `the port ${port}`),
    wanted: 'a whole number from 1 to 65535',
    fix: 'correct the port',
  };
}

/** Ranges of addresses. */
export function cidrRule<P>(cidrs: (props: P) => readonly string[]): Rule<P> {
  return {
    code: 'SHOP-X002',
    broken: (props) =>
      cidrs(props)
        .filter((cidr) => !isCidr(cidr))
        .map((cidr) => `the CIDR "${cidr}"`),
    wanted: 'an address, a slash and a prefix length: 203.0.113.0/24',
    fix: 'correct the CIDR',
  };
}
