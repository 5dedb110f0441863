import { useText } from '../../../text/text';
import { Icon } from '../../../ui/Icon';
import type { BrandDraft } from '../draft';

/**
 * The link as chats show it. The picture is named and not shown: this page asks no other server for anything, and its
 * content security policy would not let it.
 */
export function PreviewCard({ brand, domain, url }: { brand: BrandDraft; domain: string; url: string }) {
  const { t } = useText();
  const color = /^#[0-9a-f]{6}$/i.test(brand.color) ? brand.color : undefined;
  const hasCard = [brand.title, brand.description, brand.imageUrl].some((part) => part.trim() !== '');
  return (
    <figure className="chat">
      <figcaption className="small quiet">{t('brand.preview')}</figcaption>
      <div className="chat-card" style={color ? { borderInlineStartColor: color } : undefined}>
        {brand.imageUrl ? (
          <div className="chat-picture">
            <Icon name="image" />
            <span className="small truncate ltr">{hostOf(brand.imageUrl)}</span>
          </div>
        ) : null}
        <div className="chat-text">
          {brand.name ? <div className="small quiet truncate">{brand.name}</div> : null}
          <strong className="chat-title">{brand.title || hostOf(url) || t('brand.noTitle')}</strong>
          {brand.description ? <p className="small chat-description">{brand.description}</p> : null}
          <div className="small quiet truncate ltr">{domain}</div>
        </div>
      </div>
      <p className="small quiet">{hasCard ? t('brand.pictureHint') : t('brand.noCard')}</p>
    </figure>
  );
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}
