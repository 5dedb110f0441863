import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { widget } from './build/widget.ts';
import { worldMap } from './build/worldMap.ts';

export default defineConfig({
  base: '/app/',
  plugins: [react(), worldMap(), widget(), compressed()],
  build: {
    target: 'es2022',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Which files each page asks for: a test adds them up.
    manifest: 'manifest.json',
  },
  // `npm run dev` beside a running admin.
  server: {
    proxy: Object.fromEntries(
      ['/session', '/sessions', '/totp', '/v1', '/links', '/stats', '/clicks', '/keys', '/domains', '/audit', '/api', '/jobs', '/deeplinks', '/files', '/cable', '/super_admin'].map((path) => [
        path,
        { target: 'http://127.0.0.1:8080', ws: path === '/cable' },
      ]),
    ),
  },
});
