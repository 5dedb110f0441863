import './style.css';
import { Retry } from './outbox';

/**
 * The sheet that the build puts beside the script: what a page has to read and run is no longer by what the widget looks like.
 * Fetched, and not linked to: then it needs what the widget needs anyway of a page's content security policy (`connect-src`).
 */
export async function stylesFrom(base: string): Promise<CSSStyleSheet> {
  for (;;) {
    try {
      const answer = await fetch(`${base}/widget/style.css`, { credentials: 'omit' });
      if (answer.ok) return await new CSSStyleSheet().replace(await answer.text());
    } catch {
      // No network: asked again, as all is.
    }
    await new Promise((wake) => setTimeout(wake, Retry));
  }
}
