/**
 * Makes a thing once per process and keeps it on `globalThis`: Next bundles modules on its own, so a module-level
 * variable would exist twice.
 */
export function once<T>(name: string, make: () => T): T {
  const slot = globalThis as unknown as Record<symbol, T | undefined>;
  const symbol = Symbol.for(`tidings.${name}`);
  slot[symbol] ??= make();
  return slot[symbol];
}

/** Forgets what `once` made under this name, so that the next call makes it anew. */
export function forget(name: string): void {
  delete (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(`tidings.${name}`)];
}
