import { at, isObject, type Json, objectAt } from '../manifests/json';
import { labelSelectorOf } from '../manifests/label-selector';
import { askedOfTemplates } from './controller-labels';
import { meansMadePods } from './operators';
import { manifestRule, type Rule, type RuleText } from './rule';
import { indexOf } from './set-index';

/**
 * A rule about objects of one kind whose label selector has to select pods; one that selects everything is taken as meant.
 * Where none is stated, kinds differ: it selects every pod of the namespace, or none.
 */
export function idleSelectorRule(text: RuleText, kind: string, field: string, unstated: 'every pod' | 'none'): Rule {
  return manifestRule(text, [kind], function* idle({ body, namespace = 'default' }, { manifests }) {
    const stated = objectAt(body, 'spec', field);
    const selector = labelSelectorOf(stated);
    if (unstated === 'none' && (at(body, 'spec', field) ?? null) === null) yield { field: ['spec', field], got: 'none' };
    if (
      selector.length === 0 ||
      indexOf(manifests).pods.any(namespace, askedOfTemplates(selector)) ||
      meansMadePods(namespace, selector, manifests)
    )
      return;
    yield { field: ['spec', field], got: selectorText(stated) };
  });
}

function selectorText(stated: Json): string {
  const { matchLabels, matchExpressions } = isObject(stated) ? stated : {};
  return JSON.stringify(matchExpressions === undefined ? matchLabels : { matchLabels, matchExpressions });
}
