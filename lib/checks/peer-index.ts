import { meansParty, type NamespaceMatch } from '../manifests/network-end';
import type { Party } from '../manifests/network-party';
import type { PolicyPeer } from '../manifests/network-policy';
import { namedNamespaces } from './named-peers';
import { SelectorIndex } from './selector-index';

/** A peer of a policy, and what is found by it. */
export interface FiledPeer<T> {
  readonly peer: PolicyPeer;
  /** The namespace of its policy. */
  readonly namespace: string;
  readonly item: T;
}

/** Stands for all namespaces, where a peer names none; no namespace has this name. */
const ANYWHERE = '';

/** Finds the peers that mean some pods of the set, without asking every peer. Addresses mean none of them. */
export class PeerIndex<T> {
  private readonly filed: SelectorIndex<FiledPeer<T>>;
  private readonly places = new Map<FiledPeer<T>, number>();

  constructor(
    peers: readonly FiledPeer<T>[],
    private readonly inNamespaces: NamespaceMatch,
  ) {
    const selecting = peers.flatMap((filed) => {
      this.places.set(filed, this.places.size);
      const { peer, namespace } = filed;
      if (peer.kind === 'addresses') return [];
      const namespaces = namedNamespaces(peer, namespace) ?? [ANYWHERE];
      return namespaces.map((name) => ({ namespace: name, selector: peer.pods, item: filed }));
    });
    this.filed = new SelectorIndex(selecting);
  }

  /** What is filed under peers that mean the pods, in the order in which it was given, each once. */
  public meaning(party: Party): T[] {
    const { namespace = ANYWHERE, labels = {} } = party.pods ?? {};
    const asked = [ANYWHERE, namespace].flatMap((name) => this.filed.selecting(name, labels));
    const meant = asked.filter(({ peer, namespace: own }) => meansParty(peer, own, party, this.inNamespaces));
    const place = (filed: FiledPeer<T>) => this.places.get(filed) ?? 0;
    return [...new Set(meant.sort((a, b) => place(a) - place(b)).map(({ item }) => item))];
  }
}
