namespace OneLink.Edge.Clicks;

/// <summary>The first language of an <c>Accept-Language</c> header.</summary>
internal static class AcceptLanguage
{
    /// <summary>Longest primary subtag (RFC 5646 §2.1).</summary>
    public const int MaxBytes = 8;

    /// <summary>Writes the primary subtag of the first range in lower case: <c>de-AT, en;q=0.5</c> gives <c>de</c>.</summary>
    /// <returns>Bytes written; 0 where there is none.</returns>
    public static int Primary(ReadOnlySpan<byte> header, Span<byte> language)
    {
        int length = 0;
        while (length < header.Length && IsLetter(header[length]))
        {
            if (length == MaxBytes)
            {
                return 0;
            }

            language[length] = (byte)(header[length] | 0x20);
            length++;
        }

        return length < 2 ? 0 : length;
    }

    private static bool IsLetter(byte b) => (byte)((b | 0x20) - 'a') <= 'z' - 'a';
}
