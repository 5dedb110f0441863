namespace OneLink.Shared.Links;

/// <summary>
/// Names of query parameters, compared as the receiving server reads them: <c>a%5B%5D</c> is <c>a[]</c>, and <c>+</c> is
/// a space. Letter case counts. A broken escape stands for itself.
/// </summary>
internal static class ParameterName
{
    /// <summary>The name within <c>name=value</c>, raw.</summary>
    internal static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> parameter) =>
        parameter.IndexOf((byte)'=') is var end and >= 0 ? parameter[..end] : parameter;

    internal static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        while (!left.IsEmpty && !right.IsEmpty)
        {
            if (Next(ref left) != Next(ref right))
            {
                return false;
            }
        }

        return left.IsEmpty && right.IsEmpty;
    }

    /// <summary>FNV-1a of the decoded name: equal names have equal hashes.</summary>
    internal static uint Hash(ReadOnlySpan<byte> name)
    {
        const uint OffsetBasis = 2166136261;
        const uint Prime = 16777619;
        var hash = OffsetBasis;
        while (!name.IsEmpty)
        {
            hash = (hash ^ Next(ref name)) * Prime;
        }

        return hash;
    }

    private static byte Next(ref ReadOnlySpan<byte> name)
    {
        var value = name[0];
        if (value == '%' && PercentEncoding.TryDecodeEscape(name, out var decoded))
        {
            name = name[PercentEncoding.EncodedLength..];
            return decoded;
        }

        name = name[1..];
        return value == '+' ? (byte)' ' : value;
    }
}
