import { policyHash } from '../../core/digest';
import type { Verdict } from '../acceptance';
import type { Review } from '../review';
import { cut } from './diff-lines';
import { differencesSection } from './page/differences';
import { effectsSection } from './page/effects';
import { type Html, tag, text } from './page/html';
import { picturesSection } from './page/pictures';
import { PAGE_SCRIPT } from './page/script';
import { PAGE_STYLE } from './page/style';
import { capacitySection, connectionsSection } from './page/tables';
import { verdictPart, waiversSection } from './page/verdict';

/**
 * A review as one page that stands for itself: it loads nothing and sends nothing, which its own policy forbids too, and all
 * of it can be read without its script.
 */
export function htmlReview(review: Review, verdict: Verdict): string {
  const title = `Review: ${cut(review.before.name, 100)} → ${cut(review.after.name, 100)}`;
  const waivers = waiversSection(verdict);
  const sections = [
    ['effects', 'Effects', effectsSection(verdict)],
    ['topology', 'Who talks to whom', picturesSection(review)],
    ['connections', 'Connections', connectionsSection(review)],
    ['capacity', 'Capacity', capacitySection(review)],
    ...(waivers === '' ? [] : [['waivers', 'Waivers', waivers] as const]),
    ['differences', 'Differences', differencesSection(review)],
  ] as const;
  const links = sections.map(([id, name]) => tag('li', {}, tag('a', { href: `#${id}` }, name)));
  const body = [
    tag('a', { class: 'skip', href: '#effects' }, 'Skip to the effects'),
    tag(
      'header',
      { class: 'frame' },
      tag('div', { class: 'bar' }, tag('nav', { 'aria-label': 'Sections' }, tag('ul', {}, ...links)), themes()),
    ),
    tag('main', { class: 'frame' }, verdictPart(review, verdict), ...sections.map(([, , html]) => `\n${html}`)),
    tag('footer', { class: 'frame' }, 'Made by cdk8s-shop review from the manifests alone. This page loads nothing and sends nothing.'),
  ];
  return page(title, body.join('\n'));
}

/** Light and dark as the reader's system has it, or as chosen here. */
function themes(): Html {
  const options = ['system', 'light', 'dark'].map((name) =>
    tag(
      'label',
      {},
      tag('input', { type: 'radio', name: 'theme', id: `theme-${name}`, value: name, checked: name === 'system' }),
      ` ${name}`,
    ),
  );
  return tag('fieldset', {}, tag('legend', {}, 'Colours'), ...options);
}

function page(title: string, body: Html): string {
  const policy = [
    "default-src 'none'",
    `style-src '${policyHash(PAGE_STYLE)}'`,
    `script-src '${policyHash(PAGE_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('title', {}, text(title)),
    tag('style', {}, PAGE_STYLE),
  ];
  return `<!doctype html>\n${tag('html', { lang: 'en' }, tag('head', {}, '\n', head.join('\n'), '\n'), '\n', tag('body', {}, '\n', body, '\n', tag('script', {}, PAGE_SCRIPT)))}\n`;
}
