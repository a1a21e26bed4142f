import type { CheckConfig } from 'cdk8s-shop/checks';

// What `npm run check` has to be told about this shop, because no manifest says it: rules that are left out, severities,
// findings that are accepted for a time, rules of your own.
const config: CheckConfig = {
  kubernetes: '1.34',
  settings: { registries: ['registry.example', 'docker.io'] },
};
export default config;
