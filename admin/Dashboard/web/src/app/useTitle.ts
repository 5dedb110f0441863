import { useEffect } from 'react';

/** What the tab is called, and what screen readers say first of a page. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · OneLink`;
  }, [title]);
}
