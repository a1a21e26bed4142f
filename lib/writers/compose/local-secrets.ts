import { contentHash } from '../../core/digest';
import { envPrefix } from '../../core/names';
import { sortedBy } from '../../core/order';
import type { ShopGraph } from '../../model/shop-graph';
import { type SecretKey, secretsIn } from '../../model/value';

/** Folder of the secrets of this machine, beside compose.yaml. */
export const SECRETS_FOLDER = 'secrets';

/** One secret that the shop reads here. */
export interface LocalSecret {
  /** Its file below the folder of secrets: name and key of the Secret. */
  readonly path: string;
  /** Variable of `.env` that carries it too, for those who read it from their environment. */
  readonly variable?: string;
  /** Whether both who asks for it and who checks it run here, so that any value will do. */
  readonly anyValue: boolean;
}

/** What the services of a shop read of Secrets, collected while they are written. */
export class LocalSecrets {
  private readonly files = new Map<string, SecretKey>();
  private readonly variables = new Map<string, string>();
  /** Paths by the variable that each has. */
  private readonly taken = new Map<string, string>();
  /** Secrets that a component which runs here logs its clients in with. */
  private readonly inside: ReadonlySet<string>;

  /** @param here names of the components that run here */
  constructor(graph: ShopGraph, here: ReadonlySet<string>) {
    const own = graph.components.filter(({ name, location }) => location.kind === 'pods' && here.has(name));
    this.inside = new Set(own.flatMap(({ facts }) => Object.values(facts).flatMap(secretsIn)).map(({ secret }) => secret));
  }

  /** Name under `secrets` of a secret that arrives as a file. */
  public file(ref: SecretKey): string {
    this.files.set(pathOf(ref), ref);
    return nameOf(ref);
  }

  /** A secret inside of a text. */
  public variable(ref: SecretKey): string {
    const path = pathOf(ref);
    this.files.set(path, ref);
    const name = this.variables.get(path) ?? this.free(envPrefix(`SECRET_${ref.secret}_${ref.key}`), path);
    this.variables.set(path, name);
    this.taken.set(name, path);
    return `\${${name}:?run cdk8s-shop up, or sh secrets.sh}`;
  }

  /** Everything that was asked for. */
  public get all(): LocalSecret[] {
    return sortedBy(this.files, ([path]) => path).map(([path, { secret }]) => {
      const variable = this.variables.get(path);
      return { path, ...(variable !== undefined && { variable }), anyValue: this.inside.has(secret) };
    });
  }

  /** The top-level field `secrets`. */
  public definitions(): Record<string, object> {
    return Object.fromEntries(
      sortedBy(this.files, ([path]) => path).map(([path, ref]) => [nameOf(ref), { file: `./${SECRETS_FOLDER}/${path}` }]),
    );
  }

  /** Names of two secrets may be alike in capitals: `a-b` and `a.b`. */
  private free(wanted: string, path: string): string {
    return this.taken.has(wanted) ? `${wanted}_${contentHash(path).toUpperCase()}` : wanted;
  }
}

function pathOf({ secret, key }: SecretKey): string {
  return `${secret}/${key}`;
}

/** Two points cannot stand in the name of a Secret. */
function nameOf({ secret, key }: SecretKey): string {
  return `${secret}..${key}`;
}
