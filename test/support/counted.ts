/** Counts what is read of objects. */
export class Meter {
  public reads = 0;
  private readonly wrapped = new WeakMap<object, object>();

  /** The value, each of whose fields counts when it is read; objects that are `left` are given out as they are. */
  public over<T>(value: T, left: (inner: object) => boolean = () => false): T {
    if (typeof value !== 'object' || value === null || left(value)) return value;
    const known = this.wrapped.get(value);
    if (known) return known as T;
    const proxy = new Proxy(value, {
      get: (target, field, receiver) => {
        this.reads++;
        return this.over(Reflect.get(target, field, receiver), left);
      },
      ownKeys: (target) => {
        const keys = Reflect.ownKeys(target);
        this.reads += keys.length;
        return keys;
      },
    });
    this.wrapped.set(value, proxy);
    this.wrapped.set(proxy, proxy);
    return proxy;
  }

  /** A copy whose parts are wrapped from the innermost on, so that it can be frozen and still counts. */
  public copyOf<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return value;
    const copy = Array.isArray(value)
      ? value.map((item) => this.copyOf(item))
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.copyOf(inner)]));
    return this.over(copy as T);
  }
}
