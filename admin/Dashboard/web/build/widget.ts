import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';

const Folder = join(import.meta.dirname, '..', 'widget');

/** Light and dark in one line of style (`light-dark()`): since 2024. */
const Browsers = ['chrome123', 'firefox120', 'safari17.5'];

/**
 * Builds the chat widget beside the dashboard: one classic script, at a name that never changes, its styles, and its languages
 * but English, which only those fetch who read them.
 */
export function widget(): Plugin {
  return {
    name: 'widget',
    apply: 'build',
    async generateBundle() {
      const built = (await build({
        root: Folder,
        configFile: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2022',
          cssTarget: Browsers,
          modulePreload: false,
          cssCodeSplit: false,
          rollupOptions: { input: join(Folder, 'main.ts'), output: { format: 'iife', codeSplitting: false } },
        },
      })) as Rollup.RollupOutput;
      const [script, styles, ...others] = built.output;
      if (styles?.type !== 'asset' || !styles.fileName.endsWith('.css') || others.length > 0) {
        this.error(`The widget must be one script with one sheet of styles, but is ${built.output.map((part) => part.fileName).join(', ')}.`);
      }
      this.emitFile({ type: 'asset', fileName: 'widget.js', source: script.code });
      this.emitFile({ type: 'asset', fileName: 'widget/style.css', source: styles.source });
      for (const name of readdirSync(join(Folder, 'texts'))) {
        const text: unknown = JSON.parse(readFileSync(join(Folder, 'texts', name), 'utf8'));
        this.emitFile({ type: 'asset', fileName: `widget/${name}`, source: JSON.stringify(text) });
      }
    },
  };
}
