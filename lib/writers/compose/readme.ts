import type { EdgeAddress } from './local-json';
import { type LocalSecret, SECRETS_FOLDER } from './local-secrets';
import type { LocalShop } from './local-shop';
import type { PublishedPort } from './override';

/** What the page beside compose.yaml tells about this shop. */
interface Facts {
  readonly shop: LocalShop;
  readonly edges: readonly EdgeAddress[];
  readonly ports: readonly PublishedPort[];
  readonly secrets: readonly LocalSecret[];
}

/** How this shop is started here, where it answers, and what of it is not here. */
export function composeReadme({ shop, edges, ports, secrets }: Facts): string {
  const { name } = shop.view;
  const brought = secrets.filter(({ anyValue }) => !anyValue);
  const scheduled = shop.pods.filter(({ lifetime }) => lifetime === 'scheduled').map(({ pods }) => pods.name);
  return [
    `# ${name} on this machine`,
    '',
    'Written by cdk8s-shop from the same description as the manifests. Changes made here are lost.',
    '',
    '    cdk8s-shop up      # or: sh secrets.sh && docker compose up --detach',
    '    cdk8s-shop down    # data stays; with --volumes it goes',
    '',
    'With `-f compose.yaml` the override is left out, and with it all ports but those of the edge.',
    '',
    ...section('Addresses', 'Port of this machine', [
      ...edges.map((edge) => [`http://localhost:${edge.port}`, `${edge.name}; \`${edge.variable}\` in .env moves it`]),
      ...ports.map((port) => [`localhost:${port.host}`, `${port.service}, ${port.name} ${port.container}/${port.protocol}`]),
    ]),
    ...section(
      `Secrets to bring (files below ${SECRETS_FOLDER}/)`,
      'File',
      brought.map(({ path }) => [path, 'a random value is made, which nobody outside will know']),
    ),
    ...section(
      'Run by hand',
      'Schedule',
      scheduled.map((job) => [job, `\`docker compose run --rm ${job}\``]),
    ),
    ...section(
      'Not here',
      'Component',
      notHere(shop).map((target) => [target, 'outside of this machine, under the same address as on the cluster']),
    ),
  ].join('\n');
}

function section(title: string, first: string, rows: ReadonlyArray<readonly string[]>): string[] {
  if (rows.length === 0) return [];
  return [`## ${title}`, '', `| ${first} | |`, '| --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`), ''];
}

function notHere({ view, pods, edges }: LocalShop): string[] {
  const here = new Set([...pods.map((own) => own.pods.name), ...edges.map(({ name }) => name)]);
  return view.graph.components.filter(({ name, role }) => !here.has(name) && role !== 'credentials').map(({ name }) => name);
}
