namespace OneLink.Shared.Routing;

/// <summary>The languages that an <c>Accept-Language</c> header really asks for (RFC 9110 §12.5.4): those of a weight of at least 0.9.</summary>
internal static class LanguagePreference
{
    /// <summary>In thousandths. What browsers add for good measure below it (<c>fr-FR, en;q=0.5</c>) says that somebody can read it, not that he wants it.</summary>
    private const int LeastWeight = 900;

    /// <summary>
    /// Whether the header asks for a range (RFC 4647 §3.3.1, basic filtering): <c>en</c> is met by <c>en-GB</c>, <c>fr-FR</c>
    /// not by <c>fr</c>. <c>*</c> asks for nothing in particular.
    /// </summary>
    /// <param name="header">Raw header.</param>
    /// <param name="range">In lower case.</param>
    public static bool Asks(ReadOnlySpan<byte> header, ReadOnlySpan<byte> range)
    {
        while (!header.IsEmpty)
        {
            int comma = header.IndexOf((byte)',');
            ReadOnlySpan<byte> item = comma < 0 ? header : header[..comma];
            header = comma < 0 ? default : header[(comma + 1)..];
            int semicolon = item.IndexOf((byte)';');
            ReadOnlySpan<byte> tag = (semicolon < 0 ? item : item[..semicolon]).Trim(" \t"u8);
            if (IsWithin(tag, range) && (semicolon < 0 || LanguageWeight.Of(item[(semicolon + 1)..]) >= LeastWeight))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> range)
        => tag.Length >= range.Length
            && System.Text.Ascii.EqualsIgnoreCase(tag[..range.Length], range)
            && (tag.Length == range.Length || tag[range.Length] == (byte)'-');
}
