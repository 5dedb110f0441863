namespace OneLink.Edge.Redirects;

/// <summary>The policy of pages that OneLink renders: their own script and style, nothing else.</summary>
internal static class ContentSecurityPolicy
{
    /// <summary>Room for the policy with its nonces.</summary>
    public const int MaxBytes = 256;

    /// <summary>Writes the value of the header.</summary>
    /// <param name="nonce">Base64.</param>
    /// <param name="policy">Room for <see cref="MaxBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> nonce, Span<byte> policy)
    {
        int length = 0;
        Append("default-src 'none'; script-src 'nonce-"u8, policy, ref length);
        Append(nonce, policy, ref length);
        Append("'; style-src 'nonce-"u8, policy, ref length);
        Append(nonce, policy, ref length);
        Append("'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"u8, policy, ref length);
        return length;
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> policy, ref int length)
    {
        part.CopyTo(policy[length..]);
        length += part.Length;
    }
}
