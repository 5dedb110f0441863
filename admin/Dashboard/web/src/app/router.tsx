import { createContext, useCallback, useContext, useEffect, useMemo, useState, type AnchorHTMLAttributes, type MouseEvent, type ReactNode } from 'react';
import { embeddedAccount } from './embedded';

/** Where all pages lie; the rest of the paths is the APIs'. */
const Base = embeddedAccount === null ? '/app' : `/app/embed/${embeddedAccount}`;

interface Place {
  path: string;
  query: URLSearchParams;
}

interface Router extends Place {
  go(to: string, how?: { replace?: boolean }): void;
}

const RouterContext = createContext<Router | undefined>(undefined);

function here(): Place {
  const path = location.pathname.startsWith(Base) ? location.pathname.slice(Base.length) : location.pathname;
  return { path: path.replace(/\/+$/, '') || '/', query: new URLSearchParams(location.search) };
}

export function RouterProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const changed = () => setPlace(here());
    addEventListener('popstate', changed);
    return () => removeEventListener('popstate', changed);
  }, []);
  const go = useCallback((to: string, how?: { replace?: boolean }) => {
    const before = location.pathname;
    history[how?.replace ? 'replaceState' : 'pushState'](null, '', Base + to);
    setPlace(here());
    if (location.pathname !== before) scrollTo(0, 0);
  }, []);
  const router = useMemo(() => ({ ...place, go }), [place, go]);
  return <RouterContext value={router}>{children}</RouterContext>;
}

export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('No router');
  return router;
}

/** The values of a pattern such as `/links/:id`; undefined where the path is another. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!;
    if (part.startsWith(':')) values[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return values;
}

export function A({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.go(to);
  };
  return <a {...rest} href={Base + to} onClick={follow} />;
}
