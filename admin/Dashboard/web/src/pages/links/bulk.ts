import { call, type Link, type Schemas } from '../../api/api';

export type Filter = Schemas['BulkFilter'];

/** What is meant: links that were ticked, or all that a filter finds. */
export type Meant = { links: readonly Link[] } | { filter: Filter };

export interface Outcome {
  done: number;
  failed: number;
}

/** Links that one call changes. */
const AtOnce = 1_000;

type Tell = (outcome: Outcome) => void;

/** Gives each of them the same. */
export async function setAll(meant: Meant, set: Schemas['LinkPatch'], tell: Tell): Promise<Outcome> {
  return inParts(meant, tell, async (part) => {
    const answer = await call('post', '/links/bulk-update', { body: { ...part, set } as Schemas['BulkUpdate'] });
    return { done: answer.updated, failed: answer.failed, next: answer.nextCursor };
  });
}

export async function deleteAll(meant: Meant, tell: Tell): Promise<Outcome> {
  return inParts(meant, tell, async (part) => {
    const answer = await call('post', '/links/bulk-delete', { body: part as Schemas['BulkDelete'] });
    return { done: answer.deleted, failed: answer.failed, next: answer.nextCursor };
  });
}

/** Gives each of them something of its own: those that get the same share calls. */
export async function setEach(meant: Meant, setOf: (link: Link) => Schemas['LinkPatch'] | undefined, tell: Tell): Promise<Outcome> {
  const groups = new Map<string, { set: Schemas['LinkPatch']; ids: string[] }>();
  for await (const links of pagesOf(meant)) {
    for (const link of links) {
      const set = setOf(link);
      if (!set) continue;
      const key = JSON.stringify(set);
      const group = groups.get(key);
      if (group) group.ids.push(link.id);
      else groups.set(key, { set, ids: [link.id] });
    }
  }
  const sum: Outcome = { done: 0, failed: 0 };
  for (const { set, ids } of groups.values()) {
    for (let from = 0; from < ids.length; from += AtOnce) {
      const answer = await call('post', '/links/bulk-update', { body: { ids: ids.slice(from, from + AtOnce), set } });
      sum.done += answer.updated;
      sum.failed += answer.failed;
      tell(sum);
    }
  }
  return sum;
}

interface Part {
  ids?: string[];
  filter?: Filter;
  cursor?: string;
}

async function inParts(meant: Meant, tell: Tell, change: (part: Part) => Promise<Outcome & { next: string | null }>): Promise<Outcome> {
  const sum: Outcome = { done: 0, failed: 0 };
  const add = ({ done, failed }: Outcome) => {
    sum.done += done;
    sum.failed += failed;
    tell({ ...sum });
  };
  if ('links' in meant) {
    for (let from = 0; from < meant.links.length; from += AtOnce) add(await change({ ids: meant.links.slice(from, from + AtOnce).map((link) => link.id) }));
  } else {
    let cursor: string | null | undefined;
    do {
      const answer = await change({ filter: meant.filter, ...(cursor ? { cursor } : {}) });
      add(answer);
      cursor = answer.next;
    } while (cursor);
  }
  return sum;
}

async function* pagesOf(meant: Meant): AsyncGenerator<readonly Link[]> {
  if ('links' in meant) {
    yield meant.links;
    return;
  }
  let cursor: string | null | undefined;
  do {
    const page = await call('get', '/links', { query: { ...(meant.filter as object), limit: AtOnce, cursor: cursor ?? undefined } });
    yield page.data;
    cursor = page.nextCursor;
  } while (cursor);
}
