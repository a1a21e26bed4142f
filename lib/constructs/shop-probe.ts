import type { ProbeAction } from '../policy/probes';

/** What may be said about an HTTP probe. */
export interface HttpProbeOptions {
  /**
   * Name of the port that is asked.
   *
   * @default - the first port of the component
   */
  readonly port?: string;
  /**
   * Request headers, such as a cookie that keeps the probe out of the session store.
   *
   * @default {}
   */
  readonly headers?: { [name: string]: string };
}

/** A question to a container about its health. */
export class ShopProbe {
  /**
   * HTTP GET; 200 to 399 is well.
   *
   * @param path path of the request, with its leading slash
   * @param options port and headers
   */
  public static http(path: string, options: HttpProbeOptions = {}): ShopProbe {
    const headers = { ...options.headers };
    return new ShopProbe((port) => ({ kind: 'http', path, port: options.port ?? port.name, headers }));
  }

  /**
   * The standard gRPC health service.
   *
   * @param service name asked for; left out, the server as a whole
   */
  public static grpc(service?: string): ShopProbe {
    return new ShopProbe((port) => ({ kind: 'grpc', port: port.targetPort, service }));
  }

  /**
   * A TCP connection.
   *
   * @param port name of the port; left out, the first port of the component
   */
  public static tcp(port?: string): ShopProbe {
    return new ShopProbe((first) => ({ kind: 'tcp', port: port ?? first.name }));
  }

  /**
   * A command in the container; exit code 0 is well. Each question forks a process.
   *
   * @param command the command and its arguments; no shell unless you name one
   */
  public static exec(command: string[]): ShopProbe {
    const copy = [...command];
    return new ShopProbe(() => ({ kind: 'exec', command: copy }));
  }

  /** @internal */
  public readonly _on: (port: { readonly name: string; readonly targetPort: number }) => ProbeAction;

  private constructor(on: ShopProbe['_on']) {
    this._on = on;
  }
}
