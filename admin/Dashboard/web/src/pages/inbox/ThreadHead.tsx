import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Conversation } from '../../api/conversations';
import { useText } from '../../text/text';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { useDesk } from './desk';
import type { Actions } from './useActions';

interface Props {
  conversation: Conversation;
  actions: Actions;
  back(): void;
  showsDetails: boolean;
  onDetails(shown: boolean): void;
}

export function ThreadHead({ conversation, actions, back, showsDetails, onDetails }: Props) {
  const { t, date } = useText();
  const { inboxes, onlineContacts } = useDesk();
  const { sender } = conversation.meta;
  const isOnline = sender ? onlineContacts.has(sender.id) : false;
  const isResolved = conversation.status === 'resolved';
  return (
    <header className="thread-head">
      <button className="button icon plain back" onClick={back} aria-label={t('inbox.back')}>
        <Icon name="back" turns />
      </button>
      <Avatar name={sender?.name ?? ''} picture={sender?.thumbnail} isOnline={isOnline} />
      <div className="thread-who">
        <h2 className="truncate" dir="auto">{sender?.name || t('inbox.nobody')}</h2>
        <p className="quiet small truncate" dir="auto">
          #{conversation.id} · {inboxes.find(({ id }) => id === conversation.inbox_id)?.name}
          {conversation.status !== 'open' ? ` · ${t(`inbox.status.${conversation.status}`)}` : ''}
          {conversation.status === 'snoozed' && conversation.snoozed_until ? ` ${date(conversation.snoozed_until, { dateStyle: 'medium', timeStyle: 'short' })}` : ''}
          {conversation.muted ? ` · ${t('inbox.muted')}` : ''}
        </p>
      </div>
      <div className="thread-actions">
        <button className={isResolved ? 'button' : 'button primary'} onClick={actions.resolve} data-action="resolve">
          <Icon name={isResolved ? 'reopen' : 'check'} />
          <span className="label">{isResolved ? t('inbox.reopen') : t('inbox.resolve')}</span>
        </button>
        <Menu className="snooze" icon="clock" label={t('inbox.snooze')}>
          {(close) => (
            <>
              {snoozes().map(([key, until]) => (
                <MenuItem key={key} onClick={() => (close(), actions.snooze(until))}>
                  {t(`inbox.snooze.${key}`)}
                  {until ? <span className="quiet small">{date(until, { weekday: 'short', hour: 'numeric', minute: '2-digit' })}</span> : null}
                </MenuItem>
              ))}
            </>
          )}
        </Menu>
        <Menu className="more" icon="more" label={t('inbox.more')}>
          {(close) => (
            <>
              {conversation.status !== 'open' ? <MenuItem onClick={() => (close(), actions.open())}>{t('inbox.reopen')}</MenuItem> : null}
              {conversation.status !== 'pending' ? <MenuItem onClick={() => (close(), actions.pend())}>{t('inbox.pend')}</MenuItem> : null}
              <MenuItem onClick={() => (close(), actions.take())}>{t('inbox.take')}</MenuItem>
              <MenuItem onClick={() => (close(), actions.unread(back))}>{t('inbox.markUnread')}</MenuItem>
              <MenuItem onClick={() => (close(), actions.mute(!conversation.muted))}>{conversation.muted ? t('inbox.unmute') : t('inbox.mute')}</MenuItem>
            </>
          )}
        </Menu>
        <button className="button icon plain" aria-expanded={showsDetails} onClick={() => onDetails(!showsDetails)} aria-label={t('inbox.details')} title={t('inbox.details')} data-action="details">
          <Icon name="person" />
        </button>
      </div>
    </header>
  );
}

/** Until when: later today, tomorrow at nine, Monday at nine, or until the contact writes. */
function snoozes(): ['hours' | 'tomorrow' | 'monday' | 'reply', Date | undefined][] {
  const morning = (days: number) => {
    const at = new Date();
    at.setDate(at.getDate() + days);
    at.setHours(9, 0, 0, 0);
    return at;
  };
  return [
    ['hours', new Date(Date.now() + 3 * 3_600_000)],
    ['tomorrow', morning(1)],
    ['monday', morning(((8 - new Date().getDay()) % 7) || 7)],
    ['reply', undefined],
  ];
}

/** The browser's own disclosure; it closes by Escape, by a choice and by a click beside it. */
function Menu({ className, icon, label, children }: { className: string; icon: 'clock' | 'more'; label: string; children(close: () => void): ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    menu.current!.open = false;
    menu.current!.querySelector('summary')!.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const beside = (event: Event) => {
      if (!menu.current!.contains(event.target as Node)) menu.current!.open = false;
    };
    document.addEventListener('pointerdown', beside);
    menu.current!.querySelector<HTMLElement>('.menu button')?.focus();
    return () => document.removeEventListener('pointerdown', beside);
  }, [isOpen]);
  return (
    <details
      ref={menu}
      className={`menu-of ${className}`}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      onKeyDown={(event) => {
        if (!isOpen) return;
        const items = [...menu.current!.querySelectorAll<HTMLElement>('.menu button')];
        const at = items.indexOf(document.activeElement as HTMLElement);
        if (event.key === 'Escape') close();
        else if (event.key === 'ArrowDown') items[(at + 1) % items.length]!.focus();
        else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]!.focus();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <summary className="button icon plain" aria-label={label} title={label}>
        <Icon name={icon} />
      </summary>
      <ul className="menu">{isOpen ? children(close) : null}</ul>
    </details>
  );
}

function MenuItem({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return (
    <li>
      <button onClick={onClick}>{children}</button>
    </li>
  );
}
