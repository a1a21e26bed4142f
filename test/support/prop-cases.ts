import type { Shop } from '../../lib';
import { type AnyManifest, manifestsOf, testShop } from './synthesis';

/** One prop of a component called `it`: a value for it, and what it does in the manifests. */
export interface PropCase<V> {
  readonly value: (shop: Shop) => V;
  readonly shows: (seen: Seen) => void;
}

/** A case for every prop: a new prop breaks the build until it has one. */
export type PropCases<P> = { readonly [K in keyof Required<P>]: PropCase<NonNullable<P[K]>> };

/** The objects of the component `it`. */
export class Seen {
  public readonly objects: AnyManifest[];

  constructor(public readonly shop: Shop) {
    this.objects = manifestsOf(shop).filter((m) => m.metadata.labels['app.kubernetes.io/instance'] === 'it');
  }

  public object(kind: string, name = 'it'): AnyManifest {
    return this.objects.find((o) => o.kind === kind && o.metadata.name === name);
  }

  /** The Deployment, StatefulSet, Job or CronJob. */
  public get workload(): AnyManifest {
    return this.objects.find((o) => o.spec?.template ?? o.spec?.jobTemplate);
  }

  public get template(): AnyManifest {
    return this.workload.spec.template ?? this.workload.spec.jobTemplate.spec.template;
  }

  public get pod(): AnyManifest {
    return this.template.spec;
  }

  public get main(): AnyManifest {
    return this.container('it');
  }

  public container(name: string): AnyManifest {
    return [...this.pod.containers, ...(this.pod.initContainers ?? [])].find((c) => c.name === name);
  }

  /** An environment variable of the main container. */
  public env(name: string): AnyManifest {
    return this.main.env?.find((v: AnyManifest) => v.name === name);
  }
}

/** Tests each prop alone against the component without it, and all props together. */
export function testEveryProp<P>(cases: PropCases<P>, build: (shop: Shop, props: Partial<P>) => unknown): void {
  const all = Object.entries(cases) as Array<[string, PropCase<unknown>]>;
  const seen = (...given: Array<[string, PropCase<unknown>]>) => {
    const shop = testShop();
    build(shop, Object.fromEntries(given.map(([name, { value }]) => [name, value(shop)])) as Partial<P>);
    return new Seen(shop);
  };

  test.each(all)('the prop %s alone does what it says', (name, prop) => {
    const alone = seen([name, prop]);
    prop.shows(alone);
    expect(alone.objects).not.toEqual(seen().objects);
  });

  test('all props together do what each says', () => {
    const together = seen(...all);
    for (const [, prop] of all) prop.shows(together);
  });
}
