using System.Net.Http.Headers;
using System.Text;

namespace OneLink.Admin.Links.Metadata;

/// <summary>
/// The characters of a page: its byte order mark decides, else the <c>Content-Type</c>, else its own <c>meta</c>
/// (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding), else UTF-8 if it is that, else
/// Windows-1252, as browsers guess.
/// </summary>
internal static class HtmlText
{
    /// <summary>How far browsers look for the page's own word on its encoding.</summary>
    private const int PrescanBytes = 1024;

    private const int Windows1252 = 1252;

    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var encoding = OfMark(bytes, out var mark) ?? Named(CharsetOf(contentType)) ?? OfMeta(bytes) ?? Guess(bytes);
        return encoding.GetString(bytes[mark..]);
    }

    private static Encoding? OfMark(ReadOnlySpan<byte> bytes, out int length)
    {
        (Encoding? encoding, length) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => ((Encoding?)null, 0),
        };
        return encoding;
    }

    private static string? CharsetOf(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"', '\'', ' ') : null;

    private static Encoding? OfMeta(ReadOnlySpan<byte> bytes)
    {
        var beginning = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, PrescanBytes)]);
        foreach (var tag in HtmlHead.TagsOf(beginning))
        {
            var charset = tag.Name != "meta" ? null
                : tag["charset"] is { Length: > 0 } own ? own.Trim()
                : tag["http-equiv"].Equals("content-type", StringComparison.OrdinalIgnoreCase) ? CharsetOf(tag["content"])
                : null;
            if (Named(charset) is { } encoding)
            {
                // Who could read this far read ASCII: a page that claims otherwise is UTF-8 by the standard.
                return encoding is UnicodeEncoding or UTF32Encoding ? Encoding.UTF8 : encoding;
            }
        }

        return null;
    }

    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        // The page may have been cut within a character; browsers then see UTF-8 all the same.
        const int LongestCharacter = 4;
        var whole = bytes[..Math.Max(0, bytes.Length - LongestCharacter)];
        while (whole is [.. var rest, >= 0x80])
        {
            whole = rest;
        }

        return System.Text.Unicode.Utf8.IsValid(whole) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!;
    }

    private static Encoding? Named(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        // Pages that say ISO 8859-1 or ASCII mean Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
        if (name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii")
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Windows1252);
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Unknown, or UTF-7, in which tags could hide.
            return null;
        }
    }
}
