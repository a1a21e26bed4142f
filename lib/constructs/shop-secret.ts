/** Where the password of a component comes from. No value ever passes through synthesis. */
export class ShopSecret {
  /**
   * A Secret that exists in the namespace, or that another tool makes.
   *
   * @param secretName name of the Secret
   * @param passwordKey its key that holds the password; `password` if left out
   */
  public static existing(secretName: string, passwordKey: string = 'password'): ShopSecret {
    return new ShopSecret('existing', secretName, passwordKey);
  }

  /**
   * An entry of the store behind External Secrets; the cluster must declare its `clusterSecretStore`.
   *
   * @param remoteKey key of the entry in the store
   * @param passwordProperty property of the entry that holds the password; `password` if left out
   */
  public static external(remoteKey: string, passwordProperty: string = 'password'): ShopSecret {
    return new ShopSecret('external', remoteKey, passwordProperty);
  }

  /**
   * Made once, on the cluster, by a Job that creates the Secret if it is absent and can neither read nor change it.
   * Production profiles refuse it, because nobody else could then restore the shop.
   */
  public static generated(): ShopSecret {
    return new ShopSecret('generated', '', 'password');
  }

  /** @internal */
  public readonly _source: 'existing' | 'external' | 'generated';
  /** @internal */
  public readonly _name: string;
  /** @internal */
  public readonly _key: string;

  private constructor(source: 'existing' | 'external' | 'generated', name: string, key: string) {
    this._source = source;
    this._name = name;
    this._key = key;
  }
}
