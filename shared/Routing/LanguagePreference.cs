namespace OneLink.Shared.Routing;

/// <summary>The languages that an <c>Accept-Language</c> header really asks for (RFC 9110 §12.5.4): those of a weight of at least 0.9.</summary>
internal static class LanguagePreference
{
    /// <summary>In thousandths. What browsers add for good measure below it (<c>fr-FR, en;q=0.5</c>) says that somebody can read it, not that he wants it.</summary>
    private const int LeastWeight = 900;

    private const int FullWeight = 1000;

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
            if (IsWithin(tag, range) && (semicolon < 0 || Weight(item[(semicolon + 1)..]) >= LeastWeight))
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

    /// <summary>Thousandths of <c>q=0.9</c>; full where another parameter stands there, none where it cannot be read.</summary>
    private static int Weight(ReadOnlySpan<byte> parameter)
    {
        parameter = parameter.Trim(" \t"u8);
        if (parameter.Length < 2 || (parameter[0] | 0x20) != 'q' || parameter[1] != (byte)'=')
        {
            return FullWeight;
        }

        ReadOnlySpan<byte> value = parameter[2..];
        if (value.IsEmpty || value[0] is not ((byte)'0' or (byte)'1'))
        {
            return 0;
        }

        int weight = (value[0] - '0') * FullWeight;
        int unit = FullWeight / 10;
        for (int i = 2; i < value.Length && unit > 0 && value[1] == (byte)'.' && value[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            weight += (value[i] - '0') * unit;
            unit /= 10;
        }

        return weight;
    }
}
