import type { JsonObject } from '../../lib/manifests/json';
import { type Manifest, manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import type { Outsider } from '../../lib/manifests/network-party';
import { connectionsAdmittedAt, permittedConnections } from '../../lib/manifests/reachability';
import { deployment, host, lineOf, namespace, permitted, policy, port, rawPolicy, stranger } from './small-cluster';

const web = deployment('web');
const db = deployment('db', [port(5432, 'sql'), port(9187, 'metrics')]);
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const SQL = { port: 5432 };

/** What reaches `db` on its port when its policy has this rule. */
function reachDb(from: JsonObject | undefined, outsiders: Outsider[] = [], more: Manifest[] = [], labels = {}): string[] {
  const rule = { ...(from && { from: [from] }), ports: [SQL] };
  const lines = permitted([web, db, ...more, policy('db', { ingress: [rule] })], outsiders, { namespaceLabels: labels });
  return lines.filter((line) => line.includes('> db:')).map((line) => line.replace(' > db:5432/TCP', ''));
}

/** Where `web` gets when its policy has this rule for egress; nothing else stands in the way. */
function reachedFromWeb(rule: JsonObject, outsiders: Outsider[] = []): string[] {
  const lines = permitted([web, db, policy('web', { egress: [rule], policyTypes: ['Egress'] })], outsiders);
  return lines.filter((line) => line.startsWith('web >')).map((line) => line.replace('web > ', ''));
}

describe('who is a peer', () => {
  test('a podSelector means pods of the policy’s own namespace', () => {
    const twin = stranger('web', 'other');
    expect(reachDb(app('web'), [twin])).toEqual(['web']);
    expect(reachDb(app('cache'), [twin])).toEqual([]);
  });

  test('an empty podSelector means every pod of the own namespace, and of no other', () => {
    expect(reachDb({ podSelector: {} }, [stranger('spy', 'other'), stranger('debug', 'shop')])).toEqual(['db', 'web', 'debug']);
  });

  test('a namespaceSelector means every pod of the namespaces it selects', () => {
    const pods = [stranger('a', 'other'), stranger('b', 'other'), stranger('c', 'third')];
    expect(reachDb(inNamespace('other'), pods)).toEqual(['a', 'b']);
    expect(reachDb(inNamespace('fourth'), pods)).toEqual([]);
  });

  test('an empty namespaceSelector means every pod of every namespace, but no host', () => {
    expect(reachDb({ namespaceSelector: {} }, [stranger('a', 'other'), host('10.0.0.9')])).toEqual(['db', 'web', 'a']);
  });

  test('both selectors in one peer must hold together', () => {
    const pods = [stranger('web', 'other'), stranger('spy', 'other')];
    expect(permittedTo('db', [{ ...inNamespace('other'), ...app('web') }], pods)).toEqual(['other/web']);
  });

  test('the same selectors in two peers admit what either selects', () => {
    const pods = [stranger('web', 'other'), stranger('spy', 'other')];
    expect(permittedTo('db', [inNamespace('other'), app('web')], pods)).toEqual(['web', 'other/spy', 'other/web']);
  });

  test('a namespace is selected by the labels of its Namespace in the set', () => {
    const team = { namespaceSelector: { matchLabels: { team: 'pay' } } };
    const other = manifestOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'p', namespace: 'pay' } });
    expect(reachDb(team, [], [other, namespace('pay', { team: 'pay' })])).toEqual(['Deployment/pay/p']);
    expect(reachDb(team, [], [other, namespace('pay', { team: 'web' })])).toEqual([]);
  });

  test('a namespace outside of the set is selected by the labels that the caller gives, its name always among them', () => {
    const team = { namespaceSelector: { matchLabels: { team: 'pay' } } };
    const pods = [stranger('p', 'pay')];
    expect(reachDb(team, pods, [], { pay: { team: 'pay' } })).toEqual(['p']);
    expect(reachDb(team, pods, [], { web: { team: 'pay' } })).toEqual([]);
    expect(reachDb(inNamespace('pay'), pods, [], { pay: { 'kubernetes.io/metadata.name': 'lie' } })).toEqual(['p']);
  });

  test('an expression over namespaces excludes the own one', () => {
    const anyOther = {
      namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop'] }] },
    };
    expect(reachDb(anyOther, [stranger('a', 'other'), stranger('debug', 'shop')])).toEqual(['a']);
  });

  test('an absent or empty list of peers admits everybody', () => {
    const everybody = ['10.0.0.9', 'db', 'web', 'a'];
    const outsiders = [stranger('a', 'other'), host('10.0.0.9')];
    expect(reachDb(undefined, outsiders)).toEqual(everybody);
    const empty = permitted([web, db, policy('db', { ingress: [{ from: [], ports: [SQL] }] })], outsiders);
    expect(empty.filter((line) => line.includes('> db:'))).toEqual(everybody.map((name) => `${name} > db:5432/TCP`));
  });
});

/** Clients of an app by the peers of its one rule; pods of another namespace as `namespace/name`. */
function permittedTo(target: string, from: JsonObject[], outsiders: Outsider[]): string[] {
  const named = outsiders.map((o) => (o.kind === 'pods' ? { ...o, name: `${o.namespace}/${o.name}` } : o));
  const lines = permitted([web, db, policy(target, { ingress: [{ from, ports: [SQL] }] })], named);
  return lines.filter((line) => line.includes(`> ${target}:`)).map((line) => line.split(' > ')[0] ?? '');
}

describe('addresses', () => {
  const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } });

  test('an ipBlock admits the hosts within it and not those beside it', () => {
    expect(reachDb(block('10.1.0.0/16'), [host('10.1.255.255'), host('10.2.0.0')])).toEqual(['10.1.255.255']);
    expect(reachDb(block('10.1.2.3/32'), [host('10.1.2.3'), host('10.1.2.4')])).toEqual(['10.1.2.3']);
    expect(reachDb(block('0.0.0.0/0'), [host('203.0.113.9'), host('2001:db8::9')])).toEqual(['203.0.113.9']);
  });

  test('an ipBlock of IPv6 likewise', () => {
    expect(reachDb(block('2001:db8:1::/48'), [host('2001:db8:1:ffff::1'), host('2001:db8:2::1')])).toEqual(['2001:db8:1:ffff::1']);
    expect(reachDb(block('::/0'), [host('203.0.113.9'), host('2001:db8::9')])).toEqual(['2001:db8::9']);
  });

  test('what is excepted of a block is not admitted', () => {
    expect(
      reachDb(block('0.0.0.0/0', '10.0.0.0/8', '169.254.0.0/16'), [host('10.9.9.9'), host('169.254.169.254'), host('11.0.0.1')]),
    ).toEqual(['11.0.0.1']);
    expect(reachDb(block('::/0', 'fc00::/7'), [host('fd00::1'), host('2001:db8::9')])).toEqual(['2001:db8::9']);
  });

  test('a block without a range admits nobody', () => {
    expect(reachDb({ ipBlock: {} }, [host('10.9.9.9'), host('fd00::1')])).toEqual([]);
  });

  test('an ipBlock matches a pod only where its address is given', () => {
    expect(reachDb(block('10.0.0.0/8'), [stranger('a', 'other')])).toEqual([]);
    expect(reachDb(block('10.0.0.0/8'), [stranger('a', 'other', { address: '10.3.3.3' })])).toEqual(['a']);
  });

  test('selectors match no host', () => {
    expect(reachDb({ namespaceSelector: {} }, [host('10.0.0.9')])).toEqual(['db', 'web']);
  });

  test('egress to a block opens the dialled port', () => {
    const rule = { to: [block('203.0.113.0/24')], ports: [{ port: 443 }] };
    expect(reachedFromWeb(rule, [host('203.0.113.9'), host('198.51.100.9')])).toEqual(['203.0.113.9:443/TCP']);
  });
});

describe('ports', () => {
  const toDb = (...ports: JsonObject[]) => reachedFromWeb({ to: [app('db')], ports });

  test('a number opens itself alone', () => {
    expect(toDb(SQL)).toEqual(['db:5432/TCP']);
    expect(toDb({ port: 5433 })).toEqual(['db:5433/TCP']);
  });

  test('the protocol is TCP unless it is stated', () => {
    expect(toDb({ port: 53, protocol: 'UDP' }, { port: 53 })).toEqual(['db:53/TCP', 'db:53/UDP']);
    expect(toDb({ port: 53, protocol: 'SCTP' })).toEqual(['db:53/SCTP']);
  });

  test('a protocol without a port opens all of its ports', () => {
    expect(toDb({ protocol: 'UDP' })).toEqual(['db:1/UDP', 'db:5432/UDP', 'db:9187/UDP']);
  });

  test('absent or empty ports open every port of every protocol', () => {
    const everything = ['1/SCTP', '1/TCP', '1/UDP', '5432/SCTP', '5432/TCP', '5432/UDP', '9187/SCTP', '9187/TCP', '9187/UDP'];
    expect(toDb()).toEqual(everything.map((p) => `db:${p}`));
    expect(reachedFromWeb({ to: [app('db')] })).toEqual(everything.map((p) => `db:${p}`));
  });

  test('a range opens from its port to its end, and not one further', () => {
    const probed = permitted([web, db, policy('web', { egress: [{ to: [app('db')], ports: [{ port: 5000, endPort: 6000 }] }] })], [], {
      ports: [4999, 5500],
    });
    expect(probed.filter((line) => line.startsWith('web >'))).toEqual(
      [5000, 5001, 5432, 5500, 6000].map((number) => `web > db:${number}/TCP`),
    );
  });

  test('a range over UDP opens nothing over TCP', () => {
    expect(toDb({ port: 5000, endPort: 6000, protocol: 'UDP' }).filter((line) => line.endsWith('TCP'))).toEqual([]);
  });

  test('a named port of egress is the port that bears the name on the pod which is dialled', () => {
    expect(toDb({ port: 'sql' })).toEqual(['db:5432/TCP']);
    expect(toDb({ port: 'amqp' })).toEqual([]);
    expect(toDb({ port: 'sql', protocol: 'UDP' })).toEqual([]);
  });

  test('a named port of ingress is a port of the pod that the policy selects', () => {
    const client = deployment('web', [port(7777, 'sql')]);
    const open = (name: string) =>
      permitted([client, db, policy('db', { ingress: [{ from: [app('web')], ports: [{ port: name }] }] })]).filter((l) =>
        l.includes('> db:'),
      );
    expect(open('metrics')).toEqual(['web > db:9187/TCP']);
    expect(open('sql')).toEqual(['web > db:5432/TCP']);
    expect(open('http')).toEqual([]);
  });

  test('a named port is found on pods outside of the set that declare it, and on no host', () => {
    const rule = { ports: [{ port: 'dns', protocol: 'UDP' }] };
    const dns = stranger('dns', 'kube-system', { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] });
    expect(reachedFromWeb(rule, [dns, host('10.0.0.10')])).toEqual(['dns:53/UDP']);
  });
});

describe('which policies are over a pod', () => {
  const reaches = (...policies: Manifest[]) => permitted([web, db, ...policies]).includes('web > db:5432/TCP');
  const closed = policy('db', {});

  test('a pod that none selects is open', () => {
    expect(reaches()).toBe(true);
    expect(reaches(closed)).toBe(false);
    expect(reaches(policy('cache', {}))).toBe(true);
  });

  test('an empty or absent podSelector selects every pod of the namespace', () => {
    expect(reaches(rawPolicy('all', { podSelector: {} }))).toBe(false);
    expect(reaches(rawPolicy('all', {}))).toBe(false);
  });

  test('a policy of another namespace is over none of this one', () => {
    const elsewhere = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'all', namespace: 'other' },
      spec: {},
    };
    expect(reaches(manifestOf(elsewhere))).toBe(true);
  });

  test('objects that name no namespace meet in the namespace `default`', () => {
    const bare = manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare' }, spec: { containers: [] } });
    const deny = manifestOf({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny' }, spec: {} });
    expect(permitted([bare], [stranger('a', 'other')])).toContain('a > Pod/default/bare:1/TCP');
    expect(permitted([bare, deny], [stranger('a', 'other')])).not.toContain('a > Pod/default/bare:1/TCP');
  });

  test('policies add up: what one of them admits is admitted', () => {
    const open = policy('db', { ingress: [{ from: [app('web')], ports: [SQL] }] }, 'db-open');
    expect(reaches(closed, open)).toBe(true);
    expect(reaches(closed, policy('db', { ingress: [{ from: [app('cache')], ports: [SQL] }] }, 'db-open'))).toBe(false);
  });

  test('both ends must admit', () => {
    const out = policy('web', { egress: [{ to: [app('db')], ports: [SQL] }] });
    const into = policy('db', { ingress: [{ from: [app('web')], ports: [SQL] }] });
    expect(reaches(out, into)).toBe(true);
    expect(reaches(policy('web', { egress: [{ to: [app('db')], ports: [{ port: 80 }] }] }), into)).toBe(false);
    expect(reaches(out, closed)).toBe(false);
  });

  test('only policies of networking.k8s.io count', () => {
    const calico = { apiVersion: 'crd.projectcalico.org/v1', kind: 'NetworkPolicy', metadata: { name: 'db', namespace: 'shop' }, spec: {} };
    expect(reaches(manifestOf(calico))).toBe(true);
  });

  test('pods on the host network are open, and no selector means them', () => {
    const hostDb = manifestOf({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'db', namespace: 'shop', labels: { app: 'db' } },
      spec: { hostNetwork: true, containers: [{ name: 'db', ports: [SQL] }] },
    });
    expect(permitted([web, hostDb, closed])).toContain('web > db:1/TCP');
    const toWeb = (name: string) => permitted([web, hostDb, policy('web', { ingress: [{ from: [app(name)] }] })]);
    expect(toWeb('db')).not.toContain('db > web:1/TCP');
    expect(toWeb('web')).toContain('web > web:1/TCP');
  });

  test('a stranger in a namespace of the set is under its policies too', () => {
    const debug = [stranger('debug', 'shop'), host('203.0.113.9')];
    const out = (...policies: Manifest[]) => permitted([web, ...policies], debug).includes('debug > 203.0.113.9:1/TCP');
    expect(out()).toBe(true);
    expect(out(rawPolicy('all', { policyTypes: ['Ingress', 'Egress'] }))).toBe(false);
  });

  test('outsiders among themselves are none of the set’s business', () => {
    const lines = permitted([web], [stranger('a', 'other'), stranger('b', 'third'), host('203.0.113.9')]);
    expect(lines.filter((line) => /^(a|b|203\S+) > (a|b|203)/.test(line))).toEqual([]);
    expect(lines).toContain('a > web:1/TCP');
  });
});

describe('the directions of a policy', () => {
  const lines = (spec: JsonObject) => permitted([web, db, policy('db', spec)]);
  const into = 'web > db:5432/TCP';
  const out = 'db > web:5432/TCP';

  test('without types it closes ingress alone', () => {
    expect(lines({})).toContain(out);
    expect(lines({})).not.toContain(into);
    expect(lines({ policyTypes: [] })).toContain(out);
  });

  test('without types, rules of egress close egress too', () => {
    expect(lines({ egress: [{ ports: [{ port: 80 }] }] })).not.toContain(out);
    expect(lines({ egress: [{ ports: [{ port: 80 }] }] })).not.toContain(into);
  });

  test('without types, an empty list of egress closes none', () => {
    expect(lines({ egress: [] })).toContain(out);
  });

  test('the type Egress alone leaves ingress open', () => {
    expect(lines({ policyTypes: ['Egress'] })).toContain(into);
    expect(lines({ policyTypes: ['Egress'] })).not.toContain(out);
  });

  test('rules of a direction that the types leave out count for nothing', () => {
    expect(lines({ policyTypes: ['Ingress'], egress: [{ ports: [{ port: 80 }] }] })).toContain(out);
    expect(lines({ policyTypes: ['Egress'], ingress: [{}], egress: [] })).toContain(into);
  });

  test('an empty rule opens its direction', () => {
    expect(lines({ ingress: [{}] })).toContain('web > db:1/UDP');
    expect(lines({ ingress: [] })).not.toContain('web > db:1/UDP');
  });
});

describe('what is given back', () => {
  const out = policy('web', { egress: [{ to: [app('db')], ports: [SQL] }] });
  const into = policy('db', { ingress: [{ from: [app('web')] }], policyTypes: ['Ingress', 'Egress'] });

  test('names a workload by kind, namespace and name, in the one order', () => {
    const set = new ManifestSet([web, db, rawPolicy('deny', { policyTypes: ['Ingress', 'Egress'] }), out, into]);
    expect(permittedConnections(set, { outsiders: [] })).toEqual([
      { client: 'Deployment/shop/web', target: 'Deployment/shop/db', port: 5432, protocol: 'TCP' },
    ]);
  });

  test('orders ports by number', () => {
    const rule = { to: [app('db')], ports: [{ port: 10_000 }, { port: 9 }, { port: 200 }] };
    expect(reachedFromWeb(rule)).toEqual(['db:9/TCP', 'db:200/TCP', 'db:10000/TCP']);
  });

  test('an opening at one end that the other hides shows when that end is asked alone', () => {
    const set = new ManifestSet([web, db, out, into]);
    const wide = connectionsAdmittedAt('ingress', set, { outsiders: [] }).map(lineOf);
    expect(wide).toContain('web > db:9187/TCP');
    expect(permittedConnections(set, { outsiders: [] }).map(lineOf)).not.toContain('web > db:9187/TCP');
    const narrow = connectionsAdmittedAt('egress', set, { outsiders: [host('203.0.113.9')] }).map(lineOf);
    expect(narrow).toEqual(['web > db:5432/TCP']);
  });
});
