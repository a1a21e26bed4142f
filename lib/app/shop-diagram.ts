import { diagramOf } from '../writers/diagram/diagram';
import { diagramDot } from '../writers/diagram/dot';
import { graphView } from '../writers/diagram/graph-view';
import { diagramMermaid } from '../writers/diagram/mermaid';
import { diagramSvg } from '../writers/diagram/svg';
import type { FileTree } from '../writers/file-tree';
import type { ShopView } from '../writers/shop-view';

/** In which formats the graph of a shop is drawn, and how much of it. */
export interface ShopDiagram {
  /**
   * Whether diagram.svg is written: a picture that stands for itself, light and dark.
   *
   * @default true
   */
  readonly svg?: boolean;
  /**
   * Whether diagram.mmd is written, which Mermaid places and draws, as in Markdown on GitHub and GitLab.
   *
   * @default true
   */
  readonly mermaid?: boolean;
  /**
   * Whether diagram.dot is written, which Graphviz places and draws.
   *
   * @default true
   */
  readonly dot?: boolean;
  /**
   * Whether what every shop has is drawn too: Jobs that make passwords, backups, DNS, the API server, KEDA, and who
   * scrapes metrics. Everything that the network policies open is then in the picture.
   *
   * @default false
   */
  readonly machinery?: boolean;
}

/** The pictures of a shop. */
export function diagramTree(shop: ShopView, { svg = true, mermaid = true, dot = true, machinery }: ShopDiagram): FileTree {
  const diagram = diagramOf(graphView(shop), { machinery });
  return new Map([
    ...(svg ? [['diagram.svg', diagramSvg(diagram)] as const] : []),
    ...(mermaid ? [['diagram.mmd', diagramMermaid(diagram)] as const] : []),
    ...(dot ? [['diagram.dot', diagramDot(diagram)] as const] : []),
  ]);
}
