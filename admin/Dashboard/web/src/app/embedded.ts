/**
 * Pages below `/app/embed/{account}` may be in a frame of another site's page. Somebody is signed in there by a link alone, for
 * that account alone; what is not done in a frame is not shown.
 */
const [, account] = /^\/app\/embed\/(\d+)(?:\/|$)/.exec(location.pathname) ?? [];

/** Null in a window of its own. */
export const embeddedAccount: number | null = account ? Number(account) : null;

export const isEmbedded = embeddedAccount !== null;
