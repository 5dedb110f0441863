namespace OneLink.Shared.Routing;

/// <summary>The statuses of redirects as two bits of <see cref="LinkFlags"/>; none of them is 302, what most links have.</summary>
internal static class RedirectStatuses
{
    private const int Shift = 6;

    private static ReadOnlySpan<ushort> ByBits => [302, 301, 307, 308];

    public static ushort Of(LinkFlags flags) => ByBits[((int)flags >> Shift) & 3];

    /// <returns>False for a status that is no redirect's.</returns>
    public static bool TryEncode(uint status, out LinkFlags bits)
    {
        int index = status <= ushort.MaxValue ? ByBits.IndexOf((ushort)status) : -1;
        bits = index < 0 ? LinkFlags.None : (LinkFlags)(index << Shift);
        return index >= 0;
    }
}
