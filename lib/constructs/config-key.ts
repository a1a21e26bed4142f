/** Key of a config file in its ConfigMap: its path, with what a key may not have replaced. */
export function configKey(path: string): string {
  return path.slice(1).replace(/[^-._a-zA-Z0-9]/g, '_');
}
