import type { Shape } from './diagram';
import type { Rect } from './layout';

/** The outline of a box as path data, and lines within it that belong to the form. */
export function outline(shape: Shape, { x, y, width, height }: Rect): string {
  const right = x + width;
  const bottom = y + height;
  switch (shape) {
    case 'actor':
      return rounded({ x, y, width, height }, height / 2);
    case 'edge':
      return points([x + 14, y], [right - 14, y], [right, bottom], [x, bottom]);
    case 'service':
      return rounded({ x, y, width, height }, 8);
    case 'worker':
      return `${rounded({ x, y, width, height }, 2)} M${at(x + 6)} ${at(y)}V${at(bottom)}`;
    case 'job':
      return points([x, y], [right - 12, y], [right, y + 12], [right, bottom], [x, bottom]);
    case 'database':
      return cylinder({ x, y, width, height });
    case 'cache':
      return points([x + 14, y], [right - 14, y], [right, y + height / 2], [right - 14, bottom], [x + 14, bottom], [x, y + height / 2]);
    case 'queue':
      return pipe({ x, y, width, height });
  }
}

/** A rectangle with round corners. */
export function rounded({ x, y, width, height }: Rect, radius: number): string {
  const corner = (dx: number, dy: number) => `a${at(radius)} ${at(radius)} 0 0 1 ${at(dx)} ${at(dy)}`;
  const [across, down] = [width - 2 * radius, height - 2 * radius];
  return `M${at(x + radius)} ${at(y)}h${at(across)}${corner(radius, radius)}v${at(down)}${corner(-radius, radius)}h${at(-across)}${corner(-radius, -radius)}v${at(-down)}${corner(radius, -radius)}z`;
}

/** Half the height of the rim of a standing drum; texts on it stand lower by as much. */
export const RIM = 5;

/** A drum that stands, with its rim. */
function cylinder({ x, y, width, height }: Rect): string {
  const half = `a${at(width / 2)} ${RIM} 0 0`;
  const sides = `M${at(x)} ${at(y + RIM)}${half} 1 ${at(width)} 0v${at(height - 2 * RIM)}${half} 1 ${at(-width)} 0z`;
  return `${sides} M${at(x)} ${at(y + RIM)}${half} 0 ${at(width)} 0`;
}

/** A drum that lies: what comes in on one side goes out on the other. */
function pipe({ x, y, width, height }: Rect): string {
  const rim = 7;
  const half = `a${rim} ${at(height / 2)} 0 0`;
  const right = x + width - rim;
  const sides = `M${at(x + rim)} ${at(y)}H${at(right)}${half} 1 0 ${at(height)}H${at(x + rim)}${half} 1 0 ${at(-height)}z`;
  return `${sides} M${at(right)} ${at(y)}${half} 0 0 ${at(height)}`;
}

function points(...corners: ReadonlyArray<readonly [number, number]>): string {
  return `M${corners.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}z`;
}

/** A length as it is written: a tenth of a pixel is finer than anybody sees. */
export function at(length: number): string {
  return `${Math.round(length * 10) / 10 + 0}`;
}
