import { DOMParser, type Element } from '@xmldom/xmldom';

/** XML that is broken or not what was asked for. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** libvirt's own bound for one text is the bound here. */
const maximumCharacters = 4 * 1024 * 1024;

/** The root element of a document, which must be of that name. Broken XML and document types are refused. */
export function parseXml(xml: string, rootName: string): Element {
  if (xml.length > maximumCharacters)
    throw new XmlError(`XML of ${xml.length} characters is over ${maximumCharacters}`);
  if (/<!DOCTYPE/i.test(xml)) throw new XmlError('XML with a document type is refused');
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new XmlError(`broken XML: ${message}`);
    },
  });
  let root: Element | null;
  try {
    root = parser.parseFromString(xml, 'text/xml').documentElement;
  } catch (error) {
    if (error instanceof XmlError) throw error;
    throw new XmlError(`broken XML: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (root?.tagName !== rootName) throw new XmlError(`<${rootName}> was expected, <${root?.tagName ?? ''}> was found`);
  return root;
}

/** The child elements, of that name if one is given. */
export function children(element: Element | undefined, name?: string): Element[] {
  const found: Element[] = [];
  for (let node = element?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1 && (name === undefined || (node as Element).tagName === name)) found.push(node as Element);
  }
  return found;
}

/** The first child along a path such as `os/type`. */
export function child(element: Element | undefined, path: string): Element | undefined {
  let at = element;
  for (const name of path.split('/')) at = children(at, name)[0];
  return at;
}

/** The text of the element at a path; undefined when it is not there. */
export function text(element: Element | undefined, path?: string): string | undefined {
  const found = path === undefined ? element : child(element, path);
  return found?.textContent?.trim() ?? undefined;
}

export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.getAttribute(name) ?? undefined;
}

/** An attribute of the element at a path: `at(domain, 'os/type', 'arch')`. */
export function at(element: Element | undefined, path: string, name: string): string | undefined {
  return attribute(child(element, path), name);
}

/** A whole number, decimal or with 0x; undefined when it is absent or none. */
export function whole(value: string | undefined): number | undefined {
  if (value === undefined || !/^(0x[0-9a-f]+|-?[0-9]+)$/i.test(value)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

// biome-ignore format: a table of factors by unit.
const factors: { readonly [unit: string]: bigint } = {
  b: 1n, byte: 1n, bytes: 1n,
  k: 1n << 10n, kib: 1n << 10n, m: 1n << 20n, mib: 1n << 20n, g: 1n << 30n, gib: 1n << 30n, t: 1n << 40n, tib: 1n << 40n, p: 1n << 50n, pib: 1n << 50n, e: 1n << 60n, eib: 1n << 60n,
  kb: 1_000n, mb: 1_000_000n, gb: 1_000_000_000n, tb: 1_000_000_000_000n,
};

/** A size with its `unit` attribute, in bytes. libvirt's default unit differs by element. */
export function sizeBytes(element: Element | undefined, defaultUnit: 'bytes' | 'KiB'): bigint | undefined {
  const value = text(element);
  if (value === undefined || !/^[0-9]+$/.test(value)) return undefined;
  const factor = factors[(attribute(element, 'unit') ?? defaultUnit).toLowerCase()];
  return factor === undefined ? undefined : BigInt(value) * factor;
}

/** Drops what is undefined, so that records compare and print without noise. */
export function present<T extends object>(record: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
