type Name = 'theme' | 'locale' | 'account' | 'timezone';

const Prefix = 'onelink.';

/** Kept in this browser; where it keeps nothing, for this page. */
export function recall(name: Name): string | undefined {
  try {
    return localStorage.getItem(Prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: Name, value: string) {
  try {
    localStorage.setItem(Prefix + name, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

export type Theme = 'auto' | 'light' | 'dark';

export function theme(): Theme {
  const kept = recall('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

export function applyTheme(chosen: Theme) {
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
