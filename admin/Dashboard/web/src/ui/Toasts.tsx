import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Shown = 4_000;

const ToastContext = createContext<(text: string) => void>(() => {});

/** Says in passing what was done; screen readers say it too. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<{ id: number; text: string }[]>([]);
  const say = useCallback((text: string) => {
    const id = performance.now();
    setToasts((before) => [...before.slice(-2), { id, text }]);
    setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), Shown);
  }, []);
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast">
            {toast.text}
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

export const useToast = () => useContext(ToastContext);
