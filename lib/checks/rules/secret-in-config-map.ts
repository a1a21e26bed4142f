import { textRecordAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';
import { isNoSecret, namesSecret, secretIn, secretSettingsIn } from '../secret-texts';

/** No secret stands in a ConfigMap. */
export const SECRET_IN_CONFIG_MAP: Rule = manifestRule(
  {
    id: 'secret-in-config-map',
    severity: 'warning',
    why: 'ConfigMaps are neither encrypted at rest nor kept from those who may read configuration, and the manifest is in the repository with its history.',
    wanted: 'a reference to a Secret',
    fix: 'move the value to a Secret that is made outside of the manifests, and change it where it is in use',
    wrong: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data:
  db.password: correct-horse
`,
    right: `
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront }
data:
  db.password-file: /run/secrets/orders-db/password
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  ['/ConfigMap'],
  function* stated({ body }) {
    for (const [key, text] of Object.entries(textRecordAt(body, 'data'))) {
      const field = ['data', key];
      const told = secretIn(text);
      if (told !== undefined) yield { field, got: told, severity: 'error' };
      else if (!text.includes('\n') && namesSecret(key) && !isNoSecret(text)) yield { field, got: 'a literal value' };
      else for (const name of new Set(secretSettingsIn(text))) yield { field, got: `a literal value of ${name}` };
    }
  },
);
