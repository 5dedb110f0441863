import { useEffect, useRef, useState, type FormEvent } from 'react';
import { call, type ApiProblem } from '../api/api';
import { useRouter } from '../app/router';
import { useSession } from '../app/session';
import { isEmbedded } from '../app/embedded';
import { asProblem } from '../app/useAsync';
import { useTitle } from '../app/useTitle';
import mark from '../styles/mark.svg';
import '../styles/signin.css';
import { locales, useText, type Locale } from '../text/text';
import { CodeField } from '../ui/CodeField';
import { Field } from '../ui/Field';

/** Where somebody who has just signed in begins. */
const start = isEmbedded ? '/inbox' : '/links';

/** By e-mail address and password, with a code where one is asked for, or by a sign-in link (`/app/login?email=…&sso_auth_token=…`), which is used at once. */
export function SignIn() {
  const { t, locale, choose } = useText();
  const { state, enter } = useSession();
  const { path, query, go } = useRouter();
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setIsBusy] = useState(false);
  const [email, setEmail] = useState(query.get('email') ?? '');
  const [password, setPassword] = useState('');
  const token = path === '/login' ? query.get('sso_auth_token') : null;
  const [asksCode, setAsksCode] = useState(false);
  const [code, setCode] = useState('');
  const used = useRef('');
  useTitle(t('signIn.title'));

  const signIn = async (body: { email: string; password?: string; code?: string; ssoAuthToken?: string }) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const session = await call('post', '/session', { body });
      enter(session);
      if (path === '/login') go(start, { replace: true });
    } catch (failure) {
      const refused = asProblem(failure);
      setCode('');
      if (refused.kind === 'code-required') {
        setAsksCode(true);
        return;
      }
      setProblem(refused);
      // The password was right where only the code was wrong.
      if (refused.kind !== 'code-wrong' && refused.kind !== 'offline') {
        setPassword('');
        setAsksCode(false);
      }
      // The token is used up or of no use: it must not stay in the address.
      if (body.ssoAuthToken) go('/login', { replace: true });
    } finally {
      setIsBusy(false);
    }
  };

  useEffect(() => {
    if (!token) {
      if (path === '/login' && state.kind === 'in') go(start, { replace: true });
      return;
    }
    if (used.current !== token) {
      used.current = token;
      void signIn({ email: query.get('email') ?? '', ssoAuthToken: token });
    }
  }, [token]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(asksCode ? { email, password, code } : { email, password });
  };

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="brand">
          <img src={mark} alt="" />
          OneLink
        </div>
        <div>
          <h1>{t('signIn.title')}</h1>
          {isEmbedded ? null : <p className="quiet">{t(asksCode ? 'signIn.codeLead' : 'signIn.lead')}</p>}
        </div>
        {state.kind === 'out' && state.hasEnded && !problem ? <p className="notice">{t('signIn.ended')}</p> : null}
        {problem ? (
          <p role="alert" className="notice bad">
            {text(problem)}
          </p>
        ) : null}
        {isEmbedded ? (
          // Nobody types a password into a page within another's.
          token || problem ? null : <p className="notice">{t('signIn.embedded')}</p>
        ) : asksCode ? (
          <form className="form" onSubmit={submit}>
            <CodeField value={code} onChange={setCode} autoFocus />
            <button className="button primary wide" disabled={isBusy}>
              {isBusy ? t('signIn.busy') : t('signIn.action')}
            </button>
            <button type="button" className="button plain wide" onClick={() => (setAsksCode(false), setPassword(''), setProblem(undefined))}>
              {t('signIn.other')}
            </button>
          </form>
        ) : (
          <form className="form" onSubmit={submit}>
            <Field label={t('signIn.email')} type="email" autoComplete="username" required dir="ltr" value={email} onChange={(event) => setEmail(event.target.value)} />
            <Field label={t('signIn.password')} type="password" autoComplete="current-password" required dir="ltr" value={password} onChange={(event) => setPassword(event.target.value)} />
            <button className="button primary wide" disabled={isBusy}>
              {isBusy ? t('signIn.busy') : t('signIn.action')}
            </button>
          </form>
        )}
        <select className="input language" aria-label={t('settings.language')} value={locale} onChange={(event) => choose(event.target.value as Locale)}>
          {Object.entries(locales).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </main>
  );

  function text(failed: ApiProblem): string {
    if (failed.kind === 'sign-in-failed') return t('signIn.wrong');
    if (failed.kind === 'code-wrong') return t('signIn.codeWrong');
    if (failed.kind === 'not-in-a-frame') return t('signIn.notHere');
    if (failed.kind === 'offline') return t('failed.offlineMore');
    if (failed.status === 429) return t('signIn.slow', { seconds: failed.retryAfter ?? 60 });
    return failed.message;
  }
}
