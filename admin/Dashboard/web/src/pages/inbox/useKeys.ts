import { useEffect, useRef } from 'react';
import { isOn } from './kept';

const fields = 'input, textarea, select, [contenteditable], dialog';

/**
 * Single keys, pressed outside of fields; Escape also within. They can be switched off (help sheet), as speech input needs it
 * (WCAG 2.1.4).
 */
export function useKeys(keys: Record<string, (() => void) | undefined>) {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = newest.current[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const within = (event.target as Element).closest?.(fields);
      if (event.key === 'Escape' && within instanceof HTMLElement && !within.closest('dialog, [role=menu], details[open]')) {
        within.blur();
        return;
      }
      if (within || (!isOn('keys') && event.key !== 'Escape')) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
