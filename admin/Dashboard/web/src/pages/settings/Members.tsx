import { useState, type FormEvent } from 'react';
import { changeMember, inviteAgain, inviteMember, listMembers, removeMember, type Member } from '../../api/settings';
import { useAccount } from '../../app/session';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { Avatar } from '../../ui/Avatar';
import { Confirm } from '../../ui/Confirm';
import { Dialog } from '../../ui/Dialog';
import { Field, Select } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Refusal } from '../../ui/Refusal';
import { Secret } from '../../ui/Secret';
import { Failed, Loading } from '../../ui/States';
import { useToast } from '../../ui/Toasts';
import { useAct } from './useAct';

export const availabilities = ['online', 'busy', 'offline'] as const;
const roles = ['agent', 'administrator'] as const;

/** The people of the account. Nobody takes the role from himself, or himself out: somebody has to stay who can. */
export function Members() {
  const { t } = useText();
  const { session } = useAccount();
  const asked = useAsync((signal) => listMembers(signal), []);
  const { act, isBusy, problem } = useAct();
  const say = useToast();
  const [asks, setAsks] = useState<'new' | Member>();
  const [invited, setInvited] = useState<{ member: Member; url: string }>();
  const invite = async (member: Member) => {
    const link = await act(() => inviteAgain(member.id));
    if (link) setInvited({ member, url: link.answer });
  };
  const change = async (member: Member, body: object) => {
    if (await act(() => changeMember(member.id, body), t('saved'))) asked.reload();
  };
  return (
    <section className="card">
      <div className="row spread">
        <h2>{t('members.title')}</h2>
        <button className="button" onClick={() => setAsks('new')}>
          <Icon name="plus" />
          {t('members.new')}
        </button>
      </div>
      <p className="quiet small">{t('members.lead')}</p>
      <Refusal problem={problem} />
      {asked.data ? (
        <ul className="list">
          {asked.data.map((member) => {
            const isSelf = member.id === session.user.id;
            return (
              <li key={member.id}>
                <div className="member">
                  <Avatar name={member.name} picture={member.thumbnail} />
                  <div>
                    <strong>{member.name}</strong> {isSelf ? <span className="tag">{t('members.you')}</span> : null}
                    {member.confirmed ? null : <span className="tag warn">{t('members.unconfirmed')}</span>}
                    <div className="quiet small truncate ltr">{member.email}</div>
                    {member.confirmed ? null : (
                      <button className="link-button small" disabled={isBusy} onClick={() => void invite(member)} aria-label={t('members.linkOf', { name: member.name })}>
                        {t('members.link')}
                      </button>
                    )}
                  </div>
                </div>
                <div className="row choices-row">
                  <select
                    className="input"
                    aria-label={t('members.availabilityOf', { name: member.name })}
                    value={member.availability_status}
                    disabled={isBusy}
                    onChange={(event) => void change(member, { availability: event.target.value })}
                  >
                    {availabilities.map((each) => (
                      <option key={each} value={each}>
                        {t(`availability.${each}`)}
                      </option>
                    ))}
                  </select>
                  <select className="input" aria-label={t('members.roleOf', { name: member.name })} value={member.role} disabled={isBusy || isSelf} onChange={(event) => void change(member, { role: event.target.value })}>
                    {roles.map((each) => (
                      <option key={each} value={each}>
                        {t(`role.${each}`)}
                      </option>
                    ))}
                  </select>
                  <button className="button icon danger" aria-label={t('members.removeOf', { name: member.name })} title={t('members.remove')} disabled={isSelf} onClick={() => setAsks(member)}>
                    <Icon name="close" />
                  </button>
                </div>
              </li>
            );
          })}
        </ul>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading />
      )}
      {asks === 'new' ? <NewMember onClose={() => setAsks(undefined)} onMade={(member) => (setAsks(undefined), asked.reload(), member.confirmed ? undefined : void invite(member))} /> : null}
      {invited ? (
        <Dialog
          title={t('members.linkTitle', { name: invited.member.name })}
          onClose={() => setInvited(undefined)}
          actions={
            <button className="button primary" onClick={() => setInvited(undefined)}>
              {t('action.close')}
            </button>
          }
        >
          <p>{t('members.linkMore')}</p>
          <Secret label={t('members.link')} value={invited.url} isShown />
        </Dialog>
      ) : null}
      {asks && asks !== 'new' ? (
        <Confirm
          title={t('members.removeTitle', { name: asks.name })}
          more={t('members.removeMore')}
          action={t('members.remove')}
          onClose={() => setAsks(undefined)}
          onYes={async () => {
            await removeMember(asks.id);
            say(t('members.removed'));
            asked.reload();
          }}
        />
      ) : null}
    </section>
  );
}

function NewMember({ onClose, onMade }: { onClose(): void; onMade(member: Member): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<string>('agent');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await act(() => inviteMember({ name, email, role }), t('members.added'));
    if (made) onMade(made.answer);
  };
  return (
    <Dialog title={t('members.new')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Refusal problem={problem} />
        <Field label={t('profile.name')} value={name} onChange={(event) => setName(event.target.value)} required />
        <Field label={t('signIn.email')} type="email" dir="ltr" value={email} onChange={(event) => setEmail(event.target.value)} hint={t('members.newHint')} required />
        <Select label={t('members.role')} value={role} onChange={(event) => setRole(event.target.value)} hint={t(role === 'agent' ? 'role.agentMore' : 'role.administratorMore')}>
          {roles.map((each) => (
            <option key={each} value={each}>
              {t(`role.${each}`)}
            </option>
          ))}
        </Select>
        <div className="dialog-actions">
          <Answers action={t('members.add')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
