import type { Finding } from '../../lib/checks/finding';

/** A finding, complete, with what a test is about put in. */
export function finding(differing: Partial<Finding> = {}): Finding {
  return {
    rule: 'image-tag',
    severity: 'error',
    object: 'apps/Deployment/shop/web',
    field: 'spec.template.spec.containers[0].image',
    got: '"web:latest"',
    wanted: 'a tag other than latest, or a digest',
    fix: 'name the version that was tested',
    ...differing,
  };
}
