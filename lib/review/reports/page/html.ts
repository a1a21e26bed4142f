import { readable } from '../../../core/readable';
import { xmlText } from '../../../writers/diagram/xml';

/** Text of HTML that has been escaped where it had to be. */
export type Html = string;

type Attribute = string | number | boolean | undefined;

/** Elements that have no content. */
const EMPTY: ReadonlySet<string> = new Set(['meta', 'input', 'wbr']);

/** An element. An attribute that is true has no value; one that is false or undefined is left out. */
export function tag(name: string, attributes: Readonly<Record<string, Attribute>>, ...content: readonly Html[]): Html {
  const stated = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [` ${key}`] : [` ${key}="${xmlText(readable(`${value}`))}"`];
  });
  const open = `<${name}${stated.join('')}>`;
  return EMPTY.has(name) ? open : `${open}${content.join('')}</${name}>`;
}

/** A text as it is, whatever it holds. */
export function text(plain: string): Html {
  return xmlText(readable(plain));
}

/** A name or path in the font of code, which may be broken after its separators. */
export function code(plain: string): Html {
  return tag('code', {}, text(plain).replace(/[/.](?=[^/.])/g, '$&<wbr>'));
}
