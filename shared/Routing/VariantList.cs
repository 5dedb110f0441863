using OneLink.Shared.Clicks;
using OneLink.Shared.Feed;

namespace OneLink.Shared.Routing;

/// <summary>Weighted variants, of which each visitor always gets the same one.</summary>
/// <param name="bytes">Number of variants, their total weight, then each behind its length: weight of it and those before it, name, outcome.</param>
public readonly ref struct VariantList(ReadOnlySpan<byte> bytes)
{
    /// <summary>
    /// Key of the hash that spreads visitors. Public, since it protects nothing: the hash is compared at once and kept
    /// nowhere. The same on all edges and for ever, so that a visitor stays with his variant.
    /// </summary>
    private static readonly SipHash Spread = new(0x6F6E656C696E6B2E, 0x76617269616E7473);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public bool IsEmpty => _bytes.IsEmpty;

    /// <summary>
    /// The variant of a visitor: a hash of address and user agent, salted with the link's id, so that who is in A of one
    /// link is not in A of all. No cookie, no storage, no clock: it holds for as long as the list stays.
    /// </summary>
    public LinkVariant Of(ulong linkId, scoped ReadOnlySpan<byte> address, scoped ReadOnlySpan<byte> userAgent)
    {
        if (_bytes.IsEmpty)
        {
            return default;
        }

        var reader = new SectionReader(_bytes);
        uint count = reader.ReadByte();
        uint total = reader.ReadUInt32();

        // Hash of the hash: the link's id is longer than the 32 bits that go with the two strings.
        ulong hash = Spread.Hash(Spread.Hash((uint)linkId, address, userAgent) ^ linkId);

        // The upper half of hash × total is as evenly spread as the hash itself, where a remainder would not quite be.
        ulong point = Math.BigMul(hash, total, out _);
        ReadOnlySpan<byte> variant = default;
        for (uint i = 0; i < count; i++)
        {
            var candidate = new SectionReader(reader.ReadPart());
            uint upTo = candidate.ReadUInt32();
            variant = candidate.Rest;
            if (point < upTo)
            {
                break;
            }
        }

        return new LinkVariant(variant);
    }

    internal static void Write(IReadOnlyCollection<Variant> variants, SectionWriter output)
    {
        if (variants.Count == 0)
        {
            return;
        }

        output.WriteByte(checked((byte)variants.Count));
        output.WriteUInt32((uint)variants.Sum(static v => v.Weight));
        uint upTo = 0;
        foreach (Variant variant in variants)
        {
            upTo += variant.Weight;
            int part = output.Begin();
            output.WriteUInt32(upTo);
            output.WriteShortString(variant.Name);
            LinkOutcome.Write(variant.Then, output);
            output.End(part);
        }
    }
}
