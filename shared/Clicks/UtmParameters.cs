namespace OneLink.Shared.Clicks;

/// <summary>Finds the five <c>utm_*</c> parameters of a query string.</summary>
public static class UtmParameters
{
    private static ReadOnlySpan<byte> Prefix => "utm_"u8;

    /// <summary>
    /// Writes a <see cref="UtmBlock"/> of the query's values, each percent-decoded (<c>+</c> is a space, as in forms),
    /// with those of <paramref name="defaults"/> where the query has none.
    /// </summary>
    /// <param name="query">Raw query without <c>?</c>.</param>
    /// <param name="defaults">Another block, or empty.</param>
    /// <param name="block">At least <see cref="UtmBlock.MaxBytes"/>.</param>
    /// <returns>Bytes written; 0 where there is no value at all.</returns>
    public static int Extract(ReadOnlySpan<byte> query, ReadOnlySpan<byte> defaults, Span<byte> block)
    {
        if (query.IndexOf(Prefix) < 0)
        {
            defaults.CopyTo(block);
            return defaults.Length;
        }

        int written = 0;
        bool any = false;
        for (int i = 0; i < UtmBlock.Count; i++)
        {
            Span<byte> value = block.Slice(written + 1, byte.MaxValue);
            int length = Find(query, i, value);
            if (length < 0)
            {
                ReadOnlySpan<byte> fallback = UtmBlock.Get(defaults, i);
                fallback.CopyTo(value);
                length = fallback.Length;
            }

            block[written] = (byte)length;
            written += 1 + length;
            any |= length > 0;
        }

        return any ? written : 0;
    }

    private static ReadOnlySpan<byte> Name(int index) => index switch
    {
        0 => "source"u8,
        1 => "medium"u8,
        2 => "campaign"u8,
        3 => "term"u8,
        _ => "content"u8,
    };

    /// <summary>Length of the decoded value of the last parameter of that name; -1 where there is none.</summary>
    private static int Find(ReadOnlySpan<byte> query, int index, Span<byte> value)
    {
        int found = -1;
        while (!query.IsEmpty)
        {
            int end = query.IndexOf((byte)'&');
            ReadOnlySpan<byte> parameter = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            if (parameter.StartsWith(Prefix) && parameter[Prefix.Length..].StartsWith(Name(index)))
            {
                ReadOnlySpan<byte> rest = parameter[(Prefix.Length + Name(index).Length)..];
                if (rest.IsEmpty || rest[0] == (byte)'=')
                {
                    found = Decode(rest.IsEmpty ? rest : rest[1..], value);
                }
            }
        }

        return found;
    }

    private static int Decode(ReadOnlySpan<byte> encoded, Span<byte> value)
    {
        int written = 0;
        for (int i = 0; i < encoded.Length && written < value.Length; i++)
        {
            byte b = encoded[i];
            if (b == (byte)'%' && i + 2 < encoded.Length && HexDigit(encoded[i + 1]) is var high and >= 0 && HexDigit(encoded[i + 2]) is var low and >= 0)
            {
                value[written++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                value[written++] = b == (byte)'+' ? (byte)' ' : b;
            }
        }

        return WholeUtf8(value[..written]);
    }

    /// <summary>Length of the longest prefix that is valid UTF-8: a cut or broken sequence at the end is dropped.</summary>
    private static int WholeUtf8(ReadOnlySpan<byte> value)
        => System.Text.Unicode.Utf8.IsValid(value) ? value.Length : ValidPrefix(value);

    private static int ValidPrefix(ReadOnlySpan<byte> value)
    {
        int valid = 0;
        while (valid < value.Length && System.Text.Rune.DecodeFromUtf8(value[valid..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            valid += consumed;
        }

        return valid;
    }

    private static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
