namespace OneLink.Edge.Clicks;

/// <summary>The host of a <c>Referer</c> header.</summary>
internal static class ReferrerHost
{
    /// <summary>Longest host name in bytes (RFC 1035 §2.3.4).</summary>
    public const int MaxBytes = 253;

    /// <summary>Writes the host in lower case, without user, port and <c>www.</c>. An Android app's package stands for a host (<c>android-app://com.example</c>).</summary>
    /// <returns>Bytes written; 0 where the header holds no host.</returns>
    public static int Extract(ReadOnlySpan<byte> referer, Span<byte> host)
    {
        int scheme = referer.IndexOf("://"u8);
        if (scheme <= 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> authority = referer[(scheme + 3)..];
        int end = authority.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        authority = end < 0 ? authority : authority[..end];
        authority = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        if (authority.IsEmpty || authority[0] != (byte)'[')
        {
            int port = authority.IndexOf((byte)':');
            authority = port < 0 ? authority : authority[..port];
        }

        if (authority.Length > MaxBytes || authority.IsEmpty)
        {
            return 0;
        }

        for (int i = 0; i < authority.Length; i++)
        {
            byte b = authority[i];
            if (b is <= 0x20 or >= 0x7F)
            {
                return 0;
            }

            host[i] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
        }

        if (!host[..authority.Length].StartsWith("www."u8) || authority.Length == 4)
        {
            return authority.Length;
        }

        host[4..authority.Length].CopyTo(host);
        return authority.Length - 4;
    }
}
