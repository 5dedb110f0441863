using System.Collections.Frozen;

namespace OneLink.Admin.Accounts;

/// <summary>The languages that an account can have.</summary>
internal static class AccountLocale
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "am", "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
        "ja", "ka", "ko", "lt", "lv", "ml", "ms", "ne", "nl", "no", "pl", "pt", "pt_BR", "ro", "ru", "sh", "sk", "sl", "sq", "sr", "sv", "ta", "th", "tl",
        "tr", "uk", "ur", "ur_IN", "vi", "zh", "zh_CN", "zh_TW");

    public static bool IsKnown(string locale) => Known.Contains(locale);
}
