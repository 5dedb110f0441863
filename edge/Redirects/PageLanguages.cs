using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>Chooses the language of a page.</summary>
internal static class PageLanguages
{
    /// <summary>The language that pages speak and the visitor wants most; the first of equals, English where there is none.</summary>
    public static PageLanguage Choose(ReadOnlySpan<byte> acceptLanguage)
    {
        PageLanguage best = PageLanguage.English;
        int bestWeight = 0;
        while (!acceptLanguage.IsEmpty && bestWeight < LanguageWeight.Full)
        {
            int comma = acceptLanguage.IndexOf((byte)',');
            ReadOnlySpan<byte> item = comma < 0 ? acceptLanguage : acceptLanguage[..comma];
            acceptLanguage = comma < 0 ? default : acceptLanguage[(comma + 1)..];
            int semicolon = item.IndexOf((byte)';');
            ReadOnlySpan<byte> range = (semicolon < 0 ? item : item[..semicolon]).Trim((byte)' ');
            int weight = semicolon < 0 ? LanguageWeight.Full : LanguageWeight.Of(item[(semicolon + 1)..]);
            if (weight > bestWeight && range.Length >= 2 && (range.Length == 2 || range[2] == (byte)'-') && TryFind(range, out PageLanguage language))
            {
                (best, bestWeight) = (language, weight);
            }
        }

        return best;
    }

    /// <summary>The language's tag (RFC 5646).</summary>
    public static ReadOnlySpan<byte> Tag(this PageLanguage language) => language switch
    {
        PageLanguage.German => "de"u8,
        PageLanguage.French => "fr"u8,
        PageLanguage.Spanish => "es"u8,
        PageLanguage.Portuguese => "pt"u8,
        PageLanguage.Italian => "it"u8,
        PageLanguage.Dutch => "nl"u8,
        PageLanguage.Polish => "pl"u8,
        PageLanguage.Turkish => "tr"u8,
        PageLanguage.Russian => "ru"u8,
        PageLanguage.Arabic => "ar"u8,
        PageLanguage.Hindi => "hi"u8,
        PageLanguage.Japanese => "ja"u8,
        PageLanguage.Korean => "ko"u8,
        PageLanguage.Chinese => "zh"u8,
        _ => "en"u8,
    };

    private static bool TryFind(ReadOnlySpan<byte> range, out PageLanguage language)
    {
        for (language = PageLanguage.English; language <= PageLanguage.Chinese; language++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(range[..2], language.Tag()))
            {
                return true;
            }
        }

        return false;
    }
}
