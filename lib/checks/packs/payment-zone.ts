import { ZONE_EDGE_UNKNOWN } from '../rules/zone-edge-unknown';
import { ZONE_EGRESS } from '../rules/zone-egress';
import { ZONE_EGRESS_OUTSIDE } from '../rules/zone-egress-outside';
import { ZONE_INGRESS } from '../rules/zone-ingress';
import { ZONE_SECRETS } from '../rules/zone-secrets';
import { ZONE_SERVICE_ACCOUNT } from '../rules/zone-service-account';
import { ZONE_UNISOLATED } from '../rules/zone-unisolated';
import type { Pack } from './pack';

/**
 * What PCI DSS 4.0 asks of the network around card data. The zone is what bears the label `cdk8s-shop/zone: payment` and
 * what the settings name; where nobody said what was agreed for it, its connections are not judged.
 */
export const PAYMENT_ZONE: Pack = {
  name: 'payment-zone',
  about: 'What sees card data is connected with nothing but what was agreed.',
  rules: [ZONE_INGRESS, ZONE_EGRESS, ZONE_EGRESS_OUTSIDE, ZONE_UNISOLATED, ZONE_EDGE_UNKNOWN, ZONE_SERVICE_ACCOUNT, ZONE_SECRETS],
};
