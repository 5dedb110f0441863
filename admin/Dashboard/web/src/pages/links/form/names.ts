const names: Record<string, string> = {
  ios: 'iOS',
  ipados: 'iPadOS',
  macos: 'macOS',
  chromeos: 'ChromeOS',
  tiktok: 'TikTok',
  linkedin: 'LinkedIn',
  wechat: 'WeChat',
  kakaotalk: 'KakaoTalk',
  whatsapp: 'WhatsApp',
  line: 'LINE',
  qq: 'QQ',
  ie: 'Internet Explorer',
  uc: 'UC Browser',
  qqbrowser: 'QQ Browser',
  duckduckgo: 'DuckDuckGo',
  miui: 'MIUI',
  samsung: 'Samsung Internet',
  android: 'Android',
  tv: 'TV',
};

/** Of what carries its name in every language. */
export const properName = (value: string) => names[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
