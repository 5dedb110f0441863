namespace OneLink.Shared.Links;

/// <summary>RFC 3986 percent-encoding on bytes.</summary>
internal static class PercentEncoding
{
    /// <summary>Bytes that one byte becomes: <c>%XX</c>.</summary>
    internal const int EncodedLength = 3;

    private static ReadOnlySpan<byte> HexDigits => "0123456789ABCDEF"u8;

    /// <summary>Decodes once. False where a <c>%</c> lacks its two hex digits or the destination is too short.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        while (true)
        {
            var escape = source.IndexOf((byte)'%');
            var plain = escape < 0 ? source : source[..escape];
            if (!plain.TryCopyTo(destination[written..]))
            {
                return false;
            }

            written += plain.Length;
            if (escape < 0)
            {
                return true;
            }

            if (!TryDecodeEscape(source[escape..], out var value) || written == destination.Length)
            {
                return false;
            }

            destination[written++] = value;
            source = source[(escape + EncodedLength)..];
        }
    }

    /// <summary>Reads the escape that the source starts with.</summary>
    internal static bool TryDecodeEscape(ReadOnlySpan<byte> source, out byte value)
    {
        value = 0;
        if (source is not [(byte)'%', var high, var low, ..] || !char.IsAsciiHexDigit((char)high) || !char.IsAsciiHexDigit((char)low))
        {
            return false;
        }

        value = (byte)((HexValue(high) << 4) | HexValue(low));
        return true;
    }

    internal static void Encode(byte value, Span<byte> destination)
    {
        destination[0] = (byte)'%';
        destination[1] = HexDigits[value >> 4];
        destination[2] = HexDigits[value & 0xF];
    }

    private static int HexValue(byte digit) => (digit & 0xF) + (digit >= 'A' ? 9 : 0);
}
