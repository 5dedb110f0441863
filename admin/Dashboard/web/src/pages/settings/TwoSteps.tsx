import { useEffect, useState, type FormEvent } from 'react';
import { call, type ApiProblem, type Schemas } from '../../api/api';
import { useAsync } from '../../app/useAsync';
import { useText } from '../../text/text';
import { Answers } from '../../ui/Answers';
import { CodeField } from '../../ui/CodeField';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Refusal } from '../../ui/Refusal';
import { save } from '../../ui/save';
import { Secret } from '../../ui/Secret';
import { Failed, Loading } from '../../ui/States';
import { useAct } from './useAct';

type Asks = 'begin' | 'renew' | 'disable';

/** One-time codes beside the password: turning them on with a device, and what to do without it. */
export function TwoSteps() {
  const { t, count, date } = useText();
  const asked = useAsync((signal) => call('get', '/totp', { signal }), []);
  const [asks, setAsks] = useState<Asks>();
  const [begun, setBegun] = useState<Schemas['TotpSecret']>();
  const [codes, setCodes] = useState<readonly string[]>();
  const close = () => {
    setAsks(undefined);
    setBegun(undefined);
    setCodes(undefined);
    asked.reload();
  };
  const state = asked.data;
  return (
    <section className="card" data-part="two-steps">
      <h2>
        {t('totp.title')} {state?.enabled ? <span className="tag good">{t('totp.on')}</span> : null}
      </h2>
      {state ? (
        <>
          <p className="quiet small">{t('totp.lead')}</p>
          {state.enabled ? (
            <>
              <p className="small">
                {t('totp.since', { date: date(state.enabledAt!) })} {count('totp.left', state.recoveryCodesLeft)}
              </p>
              <div className="row card-actions">
                <button className="button" onClick={() => setAsks('renew')}>
                  {t('totp.renew')}
                </button>
                <button className="button danger" onClick={() => setAsks('disable')}>
                  {t('totp.disable')}
                </button>
              </div>
            </>
          ) : (
            <div className="row card-actions">
              <button className="button" data-action="totp-begin" onClick={() => setAsks('begin')}>
                {t('totp.begin')}
              </button>
            </div>
          )}
        </>
      ) : asked.problem ? (
        <Failed problem={asked.problem} onRetry={asked.reload} />
      ) : (
        <Loading lines={2} />
      )}
      {codes ? (
        <Codes codes={codes} onClose={close} />
      ) : begun ? (
        <Enroll secret={begun} onClose={close} onDone={setCodes} />
      ) : asks ? (
        <Proof asks={asks} onClose={() => setAsks(undefined)} onBegun={setBegun} onCodes={setCodes} onOff={close} />
      ) : null}
    </section>
  );
}

interface ProofProps {
  asks: Asks;
  onClose(): void;
  onBegun(secret: Schemas['TotpSecret']): void;
  onCodes(codes: readonly string[]): void;
  onOff(): void;
}

/** A browser left open is not enough to change this. */
function Proof({ asks, onClose, onBegun, onCodes, onOff }: ProofProps) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await act(async () => {
      if (asks === 'begin') onBegun(await call('post', '/totp', { body: { password } }));
      else if (asks === 'renew') onCodes((await call('post', '/totp/recovery-codes', { body: { password, code } })).recoveryCodes);
      else {
        await call('post', '/totp/disable', { body: { password, code } });
        onOff();
      }
    });
  };
  return (
    <Dialog title={t(`totp.${asks}`)} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Refusal problem={isAboutField(problem) ? undefined : problem} />
        <p>{t(`totp.${asks}More`)}</p>
        <Field
          label={t('signIn.password')}
          type="password"
          autoComplete="current-password"
          dir="ltr"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          errors={problem?.errors.password ? [t('totp.passwordWrong')] : undefined}
          required
        />
        {asks === 'begin' ? null : <CodeField value={code} onChange={setCode} errors={problem?.errors.code ? [t('signIn.codeWrong')] : undefined} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button className={asks === 'disable' ? 'button danger' : 'button primary'} disabled={isBusy}>
            {t(asks === 'begin' ? 'totp.go' : `totp.${asks}`)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Enroll({ secret, onClose, onDone }: { secret: Schemas['TotpSecret']; onClose(): void; onDone(codes: readonly string[]): void }) {
  const { t } = useText();
  const { act, isBusy, problem } = useAct();
  const [code, setCode] = useState('');
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([secret.qr], { type: 'image/svg+xml' }));
    setPicture(address);
    return () => URL.revokeObjectURL(address);
  }, [secret.qr]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const confirmed = await act(() => call('post', '/totp/confirm', { body: { code } }));
    if (confirmed) onDone(confirmed.answer.recoveryCodes);
  };
  return (
    <Dialog title={t('totp.begin')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Refusal problem={isAboutField(problem) ? undefined : problem} />
        <p>{t('totp.scan')}</p>
        {picture ? <img className="totp-qr" src={picture} alt={t('totp.qr')} width={192} height={192} /> : null}
        <Secret label={t('totp.secret')} value={secret.secret} isShown />
        <CodeField value={code} onChange={setCode} errors={problem?.errors.code ? [t('signIn.codeWrong')] : undefined} label={t('totp.firstCode')} />
        <div className="dialog-actions">
          <Answers action={t('totp.confirm')} isBusy={isBusy} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}

function Codes({ codes, onClose }: { codes: readonly string[]; onClose(): void }) {
  const { t } = useText();
  const text = codes.join('\n');
  return (
    <Dialog
      title={t('totp.codes')}
      onClose={onClose}
      actions={
        <>
          <button className="button" onClick={() => save(new Blob([text + '\n'], { type: 'text/plain' }), 'onelink-recovery-codes.txt')}>
            {t('totp.save')}
          </button>
          <button className="button primary" onClick={onClose}>
            {t('keys.secretDone')}
          </button>
        </>
      }
    >
      <p className="notice warn">{t('totp.codesMore')}</p>
      <div className="row spread secret-row">
        <ul className="secret recovery-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton text={text} label={t('secret.copyOf', { name: t('totp.codes') })} />
      </div>
    </Dialog>
  );
}

const isAboutField = (problem?: ApiProblem) => !!(problem?.errors.password || problem?.errors.code);
