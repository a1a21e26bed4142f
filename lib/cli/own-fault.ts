/** What is said of a fault of this program, so that whoever meets it can report it, and nobody takes it for a finding. */
export function ownFault(error: unknown, args: readonly string[], version: string): string {
  const told = error instanceof Error ? (error.stack ?? error.message) : `thrown: ${String(error)}`;
  return `cdk8s-shop has failed by a fault of its own; nothing is said about your files by this.

  ${told.replaceAll('\n', '\n  ')}

Please report these lines, and what led to them, at https://github.com/cdk8s-shop/cdk8s-shop/issues
cdk8s-shop ${version}, Node ${process.version}, ${process.platform} ${process.arch}
cdk8s-shop ${args.join(' ')}
`;
}
