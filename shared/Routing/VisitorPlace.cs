namespace OneLink.Shared.Routing;

/// <summary>Where a visitor is, as far as the address or a trusted proxy tells.</summary>
/// <param name="country">ISO 3166-1 alpha-2 in two ASCII bytes, the first in the low byte; 0 where unknown.</param>
/// <param name="region">ISO 3166-2 code such as <c>DE-BY</c>; empty where unknown.</param>
public readonly ref struct VisitorPlace(ushort country, ReadOnlySpan<byte> region)
{
    public ushort Country { get; } = country;

    public ReadOnlySpan<byte> Region { get; } = region;

    /// <summary>The number of a two-letter code in any case; 0 where the text is none.</summary>
    public static ushort CountryNumber(ReadOnlySpan<byte> code)
        => code.Length == 2 && char.IsAsciiLetter((char)code[0]) && char.IsAsciiLetter((char)code[1])
            ? (ushort)((code[0] & 0xDF) | ((code[1] & 0xDF) << 8))
            : (ushort)0;
}
