namespace OneLink.Shared.Links;

/// <summary>Text as HTML forms encode it: percent-encoding with <c>+</c> for a space.</summary>
public static class FormText
{
    /// <summary>Decodes; what is no escape stays as it is.</summary>
    /// <param name="encoded">Raw bytes.</param>
    /// <param name="decoded">At least as long.</param>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        int written = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            byte b = encoded[i];
            if (b == (byte)'%' && PercentEncoding.TryDecodeEscape(encoded[i..], out byte octet))
            {
                b = octet;
                i += PercentEncoding.EncodedLength - 1;
            }
            else if (b == (byte)'+')
            {
                b = (byte)' ';
            }

            decoded[written++] = b;
        }

        return written;
    }
}
