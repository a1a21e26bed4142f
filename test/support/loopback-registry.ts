import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came in. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: string;
}

/** Answers a request in its own way; false leaves it to the registry. */
type Manners = (request: Asked, response: ServerResponse, count: number) => boolean | undefined;

/** A registry on this machine, which answers as the distribution specification says unless a test gives it other manners. */
export class LoopbackRegistry {
  public readonly asked: Asked[] = [];
  public manners: Manners = () => false;
  private readonly manifests = new Map<string, { readonly body: string; readonly type: string }>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.receive(request, response));
  }

  public static async start(): Promise<LoopbackRegistry> {
    const registry = new LoopbackRegistry();
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** As references name it. */
  public get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Puts an image of several platforms under a tag and gives its digest. */
  public push(repository: string, tag: string, platforms: readonly string[] = ['linux/amd64', 'linux/arm64/v8']): string {
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const manifests = [...platforms, 'unknown/unknown'].map((platform) => {
      const [os, architecture, variant] = platform.split('/');
      return { digest: digestOf(`${repository}${tag}${platform}`), platform: { os, architecture, ...(variant && { variant }) } };
    });
    return this.put(repository, tag, { schemaVersion: 2, mediaType, manifests, annotations: { name: `${repository}:${tag}` } }, mediaType);
  }

  /** Puts any body under a tag, which moves there. */
  public put(repository: string, tag: string, manifest: unknown, type: string): string {
    const body = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
    const digest = digestOf(body);
    for (const reference of [tag, digest]) this.manifests.set(`/v2/${repository}/manifests/${reference}`, { body, type });
    return digest;
  }

  /** What was asked, a line each. */
  public get lines(): string[] {
    return this.asked.map(({ method, path }) => `${method} ${path}`);
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { authorization } = request.headers;
    const asked = { method: request.method ?? '', path: request.url ?? '', ...(authorization && { authorization }), body };
    this.asked.push(asked);
    if (this.manners(asked, response, this.asked.length)) return;
    const manifest = this.manifests.get(asked.path);
    if (!manifest) return refuse(response, 404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    const length = Buffer.byteLength(manifest.body);
    const head = { 'content-type': manifest.type, 'docker-content-digest': digestOf(manifest.body), 'content-length': length };
    response.writeHead(200, head).end(asked.method === 'HEAD' ? undefined : manifest.body);
  }
}

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** An answer of an error, as the specification has them. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ errors: [{ code, message }] }));
}
