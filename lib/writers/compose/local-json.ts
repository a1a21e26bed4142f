import type { LocalSecret } from './local-secrets';

/** Where an edge answers on this machine. */
export interface EdgeAddress {
  readonly name: string;
  readonly port: number;
  /** Variable of `.env` that replaces the port. */
  readonly variable: string;
}

/** What `cdk8s-shop up` has to know of a shop beside what compose.yaml says. */
export interface LocalFacts {
  readonly project: string;
  readonly edges: readonly EdgeAddress[];
  readonly secrets: readonly LocalSecret[];
}

/** Version of the format; a field that changes its meaning raises it. */
export const LOCAL_FORMAT = 1;

/** The facts as a file. */
export function localJson({ project, edges, secrets }: LocalFacts): string {
  const addresses = edges.map(({ name, port, variable }) => ({ name, port, variable }));
  return `${JSON.stringify({ format: LOCAL_FORMAT, project, edges: addresses, secrets }, undefined, 2)}\n`;
}
