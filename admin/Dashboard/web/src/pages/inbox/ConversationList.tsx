import { useEffect, useRef, useState } from 'react';
import type { Tab } from '../../api/conversations';
import { A, useRouter } from '../../app/router';
import { useText } from '../../text/text';
import { Icon } from '../../ui/Icon';
import { Empty, Failed, Loading } from '../../ui/States';
import { ConversationRow } from './ConversationRow';
import { useDesk } from './desk';
import { countOf, filterNames, type Filters } from './filters';
import { FilterPanel } from './FilterPanel';
import type { useConversations } from './useConversations';

const tabs: Tab[] = ['me', 'unassigned', 'all'];

/** How near to the end the next page is asked for, in pixels. */
const Near = 600;

const Pause = 250;

interface Props {
  list: ReturnType<typeof useConversations>;
  filters: Filters;
  chosen: number | undefined;
  address(id?: number): string;
  onHelp(): void;
}

export function ConversationList({ list, filters, chosen, address, onHelp }: Props) {
  const { t, number } = useText();
  const { query, go } = useRouter();
  const { line } = useDesk();
  const [isFiltering, setIsFiltering] = useState(false);
  const { counts } = list;
  const counted: Record<Tab, number | undefined> = { me: counts?.mine_count, unassigned: counts?.unassigned_count, all: counts?.all_count };

  const to = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    return `/inbox${chosen ? `/${chosen}` : ''}${text ? `?${text}` : ''}`;
  };
  const change = (changes: Record<string, string | undefined>) => go(to(changes), { replace: true });
  const isNarrow = countOf(filters) > 0 || filters.q !== '' || filters.view !== undefined;

  return (
    <section className="conversations" aria-label={t('inbox.list')}>
      <header className="conversations-head">
        <div className="row spread">
          <h1>{t('inbox.title')}</h1>
          <div className="row tight">
            {line === 'waiting' ? <span className="tag warn">{t('inbox.line.short')}</span> : null}
            <button className="button icon plain" onClick={onHelp} aria-label={t('inbox.help')} title={t('inbox.help')}>
              <Icon name="help" />
            </button>
            <button className="button icon plain" aria-expanded={isFiltering} onClick={() => setIsFiltering(!isFiltering)} aria-label={t('inbox.filter')} title={t('inbox.filter')}>
              <Icon name="filter" />
              {countOf(filters) > 0 || filters.view ? <span className="filtered-dot" /> : null}
            </button>
          </div>
        </div>
        <Search value={filters.q} onChange={(q) => change({ q })} />
        {isFiltering ? <FilterPanel filters={filters} onChange={change} /> : null}
        <nav className="tabs" aria-label={t('inbox.tabs')}>
          {tabs.map((tab) => (
            <A key={tab} to={to({ tab: tab === 'all' ? undefined : tab, view: undefined, assignee: undefined })} aria-current={filters.tab === tab && !filters.view ? 'page' : undefined}>
              {t(`inbox.tab.${tab}`)} {counted[tab] !== undefined ? <span className="quiet small">{number(counted[tab])}</span> : null}
            </A>
          ))}
        </nav>
      </header>
      <Rows list={list} chosen={chosen} address={address} isNarrow={isNarrow} onClear={() => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))} />
    </section>
  );
}

function Rows({ list, chosen, address, isNarrow, onClear }: Pick<Props, 'list' | 'chosen' | 'address'> & { isNarrow: boolean; onClear(): void }) {
  const { t } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const { more } = list;
  const look = () => {
    const shown = scroller.current!;
    if (shown.scrollHeight - shown.scrollTop - shown.clientHeight < Near) more();
  };
  useEffect(() => {
    scroller.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  useEffect(look, [list.conversations.length]);
  return (
    <div className="conversations-rows" ref={scroller} onScroll={look} tabIndex={-1}>
      {list.conversations.length > 0 ? (
        <ul>
          {list.conversations.map((conversation) => (
            <ConversationRow key={conversation.id} conversation={conversation} isChosen={conversation.id === chosen} to={address(conversation.id)} />
          ))}
        </ul>
      ) : null}
      {list.problem ? (
        <Failed problem={list.problem} onRetry={list.reload} />
      ) : list.isLoading && list.conversations.length === 0 ? (
        <div className="conversations-wait">
          <Loading lines={9} />
        </div>
      ) : list.conversations.length === 0 ? (
        <Empty icon={isNarrow ? 'search' : 'check'} title={isNarrow ? t('inbox.noMatch') : t('inbox.done')} action={isNarrow ? <button className="button" onClick={onClear}>{t('inbox.clear')}</button> : undefined}>
          {isNarrow ? t('inbox.noMatchMore') : t('inbox.doneMore')}
        </Empty>
      ) : list.hasMore ? (
        <div className="conversations-wait">
          <Loading lines={2} />
        </div>
      ) : null}
    </div>
  );
}

function Search({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useText();
  const [text, setText] = useState(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => tell.current(text.trim()), Pause);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input className="input" type="search" placeholder={t('inbox.search')} aria-label={t('inbox.search')} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
