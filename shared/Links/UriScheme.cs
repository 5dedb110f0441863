namespace OneLink.Shared.Links;

/// <summary>The scheme of a URI (RFC 3986, 3.1).</summary>
internal static class UriScheme
{
    /// <summary>Schemes that run code, show local content or hide another address. Refused in any letter case.</summary>
    private static readonly string[] Refused = ["javascript", "data", "vbscript", "blob", "file", "about", "view-source"];

    /// <summary>The scheme, without its colon, as written; empty where the text does not begin with one.</summary>
    internal static ReadOnlySpan<char> Of(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]))
        {
            return [];
        }

        foreach (var c in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return [];
            }
        }

        return text[..colon];
    }

    internal static bool IsRefused(ReadOnlySpan<char> scheme)
    {
        foreach (var name in Refused)
        {
            if (scheme.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsWeb(ReadOnlySpan<char> scheme) =>
        scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
}
