import { useState } from 'react';
import { applyTheme, remember, theme, type Theme } from '../../app/preferences';
import { locales, useText, type Locale } from '../../text/text';
import { Select } from '../../ui/Field';

const themes: Theme[] = ['auto', 'light', 'dark'];

export function Preferences() {
  const { t, locale, choose } = useText();
  const [chosen, setChosen] = useState(theme);
  return (
    <section className="card form">
      <Select label={t('settings.language')} value={locale} onChange={(event) => choose(event.target.value as Locale)}>
        {Object.entries(locales).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={t('settings.theme')}
        hint={t('settings.themeHint')}
        value={chosen}
        onChange={(event) => {
          const next = event.target.value as Theme;
          remember('theme', next);
          applyTheme(next);
          setChosen(next);
        }}
      >
        {themes.map((each) => (
          <option key={each} value={each}>
            {t(`settings.theme.${each}`)}
          </option>
        ))}
      </Select>
    </section>
  );
}
