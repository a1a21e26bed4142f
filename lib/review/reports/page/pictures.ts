import { counted } from '../../../core/counted';
import type { Diagram } from '../../../writers/diagram/diagram';
import { diagramSvg } from '../../../writers/diagram/svg';
import type { Review } from '../../review';
import { type Topology, topologyOf } from '../../topology/topology';
import { type Html, tag } from './html';

/** Who talks to whom, as pictures: what changes, and each end by itself. */
export function picturesSection(review: Review): Html {
  return tag(
    'section',
    { id: 'topology', 'aria-labelledby': 'topology-title' },
    tag('h2', { id: 'topology-title' }, 'Who talks to whom'),
    content(topologyOf(review)),
  );
}

function content(topology: Topology | undefined): Html {
  if (!topology) return tag('p', {}, 'There is no picture: nothing runs here, or more changes than one can show.');
  const { both, before, after, left } = topology;
  const pictures =
    both.marks.length === 0 ? [picture('both', after)] : [picture('both', both), picture('before', before), picture('after', after)];
  if (pictures.includes(undefined))
    return tag('p', {}, 'There is no picture: no place was found for its boxes. The connections are in the table.');
  return [
    both.marks.length === 0 ? tag('p', {}, 'No component and no connection changes.') : choice(),
    ...pictures,
    left > 0 ? tag('p', { class: 'left' }, `${counted(left, 'component')} more: of a set this large the picture shows what changes.`) : '',
  ].join('\n');
}

/** Which picture is shown is the style sheet's work, so it needs no script. */
function choice(): Html {
  const options = [
    ['both', 'What changes'],
    ['before', 'Before'],
    ['after', 'After'],
  ] as const;
  return tag(
    'fieldset',
    { class: 'choice' },
    tag('legend', {}, 'Picture'),
    ...options.map(([id, label]) =>
      tag(
        'label',
        {},
        tag('input', { type: 'radio', name: 'picture', id: `picture-${id}`, value: id, checked: id === 'both' }),
        ` ${label}`,
      ),
    ),
  );
}

/** A picture that may be wider than the page is scrolled, by the keyboard too. */
function picture(id: string, diagram: Diagram): Html | undefined {
  const svg = drawn(diagram);
  return svg && tag('div', { class: `picture ${id}`, tabindex: 0, role: 'group', 'aria-label': diagram.title }, svg);
}

/** There are graphs for which the layout finds no places; a report without a picture is better than none. */
function drawn(diagram: Diagram): Html | undefined {
  try {
    return diagramSvg(diagram, { styled: false });
  } catch {
    return undefined;
  }
}
