import { useEffect, useMemo } from 'react';
import { call, type Link } from '../../api/api';
import { MessageType, type Message } from '../../api/messages';
import { A } from '../../app/router';
import { useAccount } from '../../app/session';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { partsOf } from './addresses';
import { Part } from './ContactPane';

/** Links that are looked up; a long conversation may hold many. */
const Most = 8;

/** How often taps are asked for again while the pane is shown. */
const Interval = 15_000;

/** The account's own links in what was sent to the contact, and how often they were tapped. */
export function SentLinks({ messages }: { messages: Message[] }) {
  const { t, count } = useText();
  const { may } = useAccount();
  const sent = useMemo(() => addressesOf(messages), [messages]);
  const mayRead = may('links:read');
  const asked = useAsync(async (signal) => (mayRead && sent.length > 0 ? readLinks(sent, signal) : []), [sent.join('\n'), mayRead]);
  const { reload } = asked;
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && reload(), Interval);
    return () => clearInterval(timer);
  }, [reload]);
  if (!asked.data?.length) return null;
  return (
    <Part title={t('inbox.sentLinks')}>
      <ul className="sent-links">
        {asked.data.map((link) => (
          <li key={link.id}>
            <A to={`/links/${link.id}`} className="truncate ltr">
              {link.shortUrl.replace(/^https?:\/\//, '')}
            </A>
            <span className={link.clicks > 0 ? 'tag good' : 'tag'}>
              <Icon name="tap" />
              {count('inbox.clicks', link.clicks)}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The newest first, each once. */
function addressesOf(messages: Message[]): string[] {
  const found = messages
    .filter((message) => message.message_type !== MessageType.Incoming && !message.private && message.content)
    .flatMap((message) => partsOf(message.content!).filter((part) => part.isAddress).map((part) => part.text));
  return [...new Set(found.reverse())].slice(0, Most);
}

async function readLinks(addresses: string[], signal: AbortSignal): Promise<Link[]> {
  const answers = await Promise.all(
    addresses.map(async (address) => {
      const { host, pathname } = new URL(address);
      const slug = decodeURIComponent(pathname.slice(1));
      if (!slug || slug.includes('/')) return undefined;
      // What is no link of the account is somebody else's page.
      return call('get', '/links/{slug}', { path: { slug }, query: { domain: host }, signal }).catch(() => undefined);
    }),
  );
  return answers.filter((link) => link !== undefined);
}
