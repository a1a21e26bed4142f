import type { NodePackages, PythonPackages } from '../../model/image-recipe';

/** What installs packages of Node, from its lock file. */
export class NodePackageManager {
  /** npm, which comes with Node: package-lock.json. */
  public static npm(): NodePackageManager {
    return new NodePackageManager({ tool: 'npm' });
  }

  /**
   * pnpm: pnpm-lock.yaml.
   *
   * @param version version of pnpm: `10.15.0`
   */
  public static pnpm(version: string): NodePackageManager {
    return new NodePackageManager({ tool: 'pnpm', version });
  }

  /**
   * yarn from 2 on, with a folder of packages: yarn.lock.
   *
   * @param version version of yarn: `4.9.2`
   */
  public static yarn(version: string): NodePackageManager {
    return new NodePackageManager({ tool: 'yarn', version });
  }

  /** @internal */
  public readonly _packages: NodePackages;

  private constructor(packages: NodePackages) {
    this._packages = packages;
  }
}

/** What installs packages of Python, at the hashes of a file. */
export class PythonInstaller {
  /**
   * pip, with a file of requirements that has a hash for each, as `pip-compile --generate-hashes` writes it.
   *
   * @param file the file; left out, `requirements.txt`
   */
  public static pip(file: string = 'requirements.txt'): PythonInstaller {
    return new PythonInstaller({ tool: 'pip', file });
  }

  /**
   * uv, with uv.lock.
   *
   * @param version tag of its image: `0.9.7`
   */
  public static uv(version: string): PythonInstaller {
    return new PythonInstaller({ tool: 'uv', version });
  }

  /** @internal */
  public readonly _packages: PythonPackages;

  private constructor(packages: PythonPackages) {
    this._packages = packages;
  }
}
