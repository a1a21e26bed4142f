import { HostNamePolicy, type Shop, ShopService, ShopWebTier, ShopWorker } from '../../../lib';
import { manifest, manifestsOf, objectsOf, testShop, testShopOn } from '../../support/synthesis';

const image = 'registry.example/web:1';
const onCilium = (): Shop => testShopOn({ hostNames: HostNamePolicy.CILIUM });
const DNS = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
};
const host = (matchName: string, port: string) => ({ toFQDNs: [{ matchName }], toPorts: [{ ports: [{ port, protocol: 'TCP' }] }] });

test('a client of outside hosts has a policy that names them, each with its port, and sends the look-ups through the proxy', () => {
  const shop = onCilium();
  const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example' });
  const mail = ShopService.external(shop, 'mail', { host: 'smtp.mail.example', port: 587, scheme: 'smtp' });
  new ShopWebTier(shop, 'web', { image, port: 8080, connections: [payments.call(), mail.call()], labels: { team: 'a' } });
  const policy = manifest(shop, 'CiliumNetworkPolicy', 'web');
  expect(policy.apiVersion).toBe('cilium.io/v2');
  expect(policy.metadata).toMatchObject({ namespace: 'shop', labels: { team: 'a', 'app.kubernetes.io/instance': 'web' } });
  expect(policy.spec).toEqual({
    endpointSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } },
    egress: [DNS, host('api.psp.example', '443'), host('smtp.mail.example', '587')],
  });
});

test('its NetworkPolicy then opens no address for them, only look-ups', () => {
  const shop = onCilium();
  const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example' });
  new ShopWorker(shop, 'mailer', { image, connections: [payments.call()] });
  expect(JSON.stringify(manifest(shop, 'NetworkPolicy', 'mailer').spec.egress)).not.toContain('0.0.0.0/0');
  expect(manifest(shop, 'NetworkPolicy', 'mailer').spec.egress).toHaveLength(1);
});

test('a host that two services share is named once for each port', () => {
  const shop = onCilium();
  const [a, b, c] = [443, 443, 8443].map((port, i) => ShopService.external(shop, `s${i}`, { host: 'api.psp.example', port }));
  const connections = [a, b, c].map((s, i) => s?.call({ envPrefix: `S${i}` })).filter((s) => s !== undefined);
  new ShopWebTier(shop, 'web', { image, port: 8080, connections });
  expect(manifest(shop, 'CiliumNetworkPolicy', 'web').spec.egress).toEqual([
    DNS,
    host('api.psp.example', '443'),
    host('api.psp.example', '8443'),
  ]);
});

test('nobody else has one: not a client of addresses or of the cluster, nor anybody on another network plugin', () => {
  const shop = onCilium();
  const address = ShopService.external(shop, 'address', { host: '203.0.113.7' });
  const inside = ShopService.inCluster(shop, 'search', { namespace: 'search', podLabels: { app: 'search' }, port: 80 });
  new ShopWebTier(shop, 'web', { image, port: 8080, connections: [address.call(), inside.call()] });
  expect(objectsOf(shop, 'web').filter((o) => o.startsWith('Cilium'))).toEqual([]);
  const plain = testShop();
  new ShopWebTier(plain, 'web', {
    image,
    port: 8080,
    connections: [ShopService.external(plain, 'payments', { host: 'api.psp.example' }).call()],
  });
  expect(manifestsOf(plain).filter((m) => m.kind === 'CiliumNetworkPolicy')).toEqual([]);
});
