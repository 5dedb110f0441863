import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { applyTheme, theme } from './app/preferences';
import { RouterProvider } from './app/router';
import { SessionProvider } from './app/session';
import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';
import { TextProvider } from './text/text';
import { ToastProvider } from './ui/Toasts';

applyTheme(theme());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <TextProvider>
      <ToastProvider>
        <RouterProvider>
          <SessionProvider>
            <App />
          </SessionProvider>
        </RouterProvider>
      </ToastProvider>
    </TextProvider>
  </StrictMode>,
);
