type Child = Node | string | false | null | undefined;

/**
 * An element with properties (`onclick`), attributes (all that is no property of it, as `aria-label`) and children. Nothing
 * is ever parsed as markup, and no style is set as an attribute: a page's content security policy forbids neither.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  given: Record<string, unknown> | null = null,
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (element instanceof HTMLButtonElement) element.type = 'button';
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key in element) Reflect.set(element, key, value);
    else element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== false && child !== null && child !== undefined && child !== ''));
  return element;
}

/** A sign of 24 × 24, drawn with lines. */
export function icon(path: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const Icons = {
  chat: 'M4 5h16v11H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-6 16-3-7zM11 13l9-9',
  clip: 'M19 11l-7.5 7.5a4 4 0 0 1-6-6L13 5a2.7 2.7 0 0 1 4 4l-7.5 7.5a1.3 1.3 0 0 1-2-2L14 8',
  end: 'M5 12l4.5 4.5L19 7',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
};
