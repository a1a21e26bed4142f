import { DOCKER_HUB } from '../core/image-reference';
import { authorizationFor, refused, type Wire } from './authorization';
import { Limit } from './concurrency';
import type { Credential } from './credential';
import { type Answer, exchange, type Request } from './exchange';
import { type Patience, patiently } from './patience';
import { Unreached } from './registry-failure';

/** How registries are asked. */
export interface RegistrySettings {
  readonly patience: Patience;
  /** Registries that are asked without encryption, beside those of this machine. */
  readonly plainHttp: readonly string[];
  readonly credential: (registry: string) => Promise<Credential | undefined>;
}

/** Requests to one registry at a time: enough to hide its latency, and no load that anybody would notice. */
const AT_A_TIME = 4;

/** Host of Docker Hub's registry; the name in references has none. */
const HUB_HOST = 'registry-1.docker.io';

/** One registry. Once it was out of reach for all tries of a request, no other request waits for it again. */
export class Registry {
  private readonly limit = new Limit(AT_A_TIME);
  private readonly wire: Wire;
  /** The header that the registry took last, by repository. */
  private readonly authorized = new Map<string, Promise<string>>();
  private outOfReach?: Unreached;

  public constructor(
    public readonly name: string,
    private readonly settings: RegistrySettings,
  ) {
    const host = name === DOCKER_HUB ? HUB_HOST : name;
    const origin = new URL(`${this.isPlain() ? 'http' : 'https'}://${host}/`);
    let credential: Promise<Credential | undefined> | undefined;
    this.wire = {
      registry: name,
      origin,
      send: (request) => this.send(request),
      credential: () => {
        credential ??= settings.credential(name);
        return credential;
      },
    };
  }

  /** The answer about a manifest, by its tag or digest; never a refusal of credentials, which is a failure. */
  public manifest(method: 'GET' | 'HEAD', repository: string, reference: string, accept: string): Promise<Answer> {
    const url = new URL(`v2/${repository}/manifests/${reference}`, this.wire.origin);
    return this.limit.run(() => this.ask({ url, method, headers: { accept } }, repository));
  }

  private async ask(request: Request, repository: string): Promise<Answer> {
    const known = this.authorized.get(repository);
    const first = await this.sendWith(await known, request);
    if (first.status !== 401) return first;
    // Another request for the repository may have been let in meanwhile.
    if (this.authorized.get(repository) === known)
      this.authorized.set(repository, authorizationFor(this.wire, repository, first.headers.get('www-authenticate') ?? ''));
    const second = await this.sendWith(await this.authorized.get(repository), request);
    if (second.status === 401) throw refused(this.name, await this.wire.credential());
    return second;
  }

  private sendWith(authorization: string | undefined, request: Request): Promise<Answer> {
    return this.send({ ...request, headers: { ...request.headers, ...(authorization && { authorization }) } });
  }

  private async send(request: Request): Promise<Answer> {
    const { patience } = this.settings;
    try {
      const send = (): Promise<Answer> => {
        if (this.outOfReach) throw this.outOfReach;
        return exchange(request, patience);
      };
      if (this.outOfReach) throw this.outOfReach;
      return await patiently(request.url.host, send, patience);
    } catch (error) {
      if (error instanceof Unreached) this.outOfReach ??= error;
      throw error;
    }
  }

  private isPlain(): boolean {
    const host = this.name.replace(/:\d+$/, '');
    return host === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(host) || this.settings.plainHttp.includes(this.name);
  }
}
