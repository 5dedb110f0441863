/**
 * Where a file of this installation lies, at the address that the page itself has: it may be reached by several names, and
 * its pages show nothing of other hosts. Undefined for what is elsewhere.
 */
export function ownAddress(address: string): string | undefined {
  try {
    const { pathname, search, origin } = new URL(address, location.href);
    return pathname.startsWith('/files/') ? pathname + search : origin === location.origin ? pathname + search : undefined;
  } catch {
    return undefined;
  }
}
