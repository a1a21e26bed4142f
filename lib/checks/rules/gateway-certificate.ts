import { isObject, itemsAt, textAt } from '../../manifests/json';
import { gatewayWith, HTTPS_LISTENER } from '../gateway-routes';
import { manifestRule, type Rule } from '../rule';

/** A listener that ends TLS has a certificate. */
export const GATEWAY_CERTIFICATE: Rule = manifestRule(
  {
    id: 'gateway-certificate',
    severity: 'error',
    why: 'The listener is refused or never becomes ready: the shop cannot be reached over HTTPS.',
    wanted: 'tls.certificateRefs on a listener that ends TLS',
    fix: 'name the Secret of the certificate',
    wrong: gatewayWith('{ name: https, port: 443, protocol: HTTPS, hostname: shop.example, tls: { mode: Terminate } }'),
    right: gatewayWith(HTTPS_LISTENER),
    see: ['https://gateway-api.sigs.k8s.io/guides/tls/'],
  },
  ['gateway.networking.k8s.io/Gateway'],
  function* bare({ body }) {
    for (const [index, listener] of itemsAt(body, 'spec', 'listeners').entries()) {
      const protocol = textAt(listener, 'protocol');
      if ((protocol !== 'HTTPS' && protocol !== 'TLS') || textAt(listener, 'tls', 'mode') === 'Passthrough') continue;
      // An implementation may take the certificate from options of its own.
      const tls = isObject(listener) ? listener.tls : undefined;
      if (itemsAt(tls, 'certificateRefs').length > 0 || (isObject(tls) && isObject(tls.options))) continue;
      yield { field: ['spec', 'listeners', index, 'tls'], got: `listener "${textAt(listener, 'name') ?? ''}" without one` };
    }
  },
);
