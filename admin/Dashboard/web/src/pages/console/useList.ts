import { useRef, useState } from 'react';
import { list, type Filters } from '../../api/console';
import { asProblem, useAsync, type Asked } from '../../app/useAsync';
import { useToast } from '../../ui/Toasts';

interface Loaded<T> {
  items: T[];
  next: string | null;
}

export interface List<T> extends Asked<Loaded<T>> {
  isLoadingMore: boolean;
  more(): void;
}

/** A list of the console, page by page. */
export function useList<T>(path: string, filters: Filters = {}): List<T> {
  const say = useToast();
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const asked = useAsync<Loaded<T>>(async (signal) => {
    const page = await list<T>(path, filters, signal);
    return { items: page.data, next: page.nextCursor };
  }, [path, JSON.stringify(filters)]);
  const shown = useRef(asked.data);
  shown.current = asked.data;
  const more = async () => {
    const before = asked.data;
    if (!before?.next) return;
    setIsLoadingMore(true);
    try {
      const page = await list<T>(path, { ...filters, cursor: before.next });
      // Unless another list is shown by now.
      if (shown.current === before) asked.set({ items: [...before.items, ...page.data], next: page.nextCursor });
    } catch (failure) {
      say(asProblem(failure).message);
    }
    setIsLoadingMore(false);
  };
  return { ...asked, isLoadingMore, more: () => void more() };
}
