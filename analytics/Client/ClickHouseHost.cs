using System.Text;

namespace OneLink.Analytics.Client;

/// <summary>One of the addresses behind which ClickHouse is.</summary>
/// <param name="Index">Its place in <see cref="ClickHouseOptions.Endpoints"/>: the first is the one that is asked while it answers.</param>
/// <param name="Address">Scheme, name and port.</param>
public sealed record ClickHouseHost(int Index, Uri Address)
{
    /// <summary>
    /// Stands for the address where it is written down beside a batch, whatever its place in the list. Never 0, which
    /// stands for none.
    /// </summary>
    public uint Mark { get; } = MarkOf(Address);

    /// <summary>FNV-1a, 32 bits; two of a handful of addresses with the same would only wait for each other.</summary>
    private static uint MarkOf(Uri address)
    {
        var hash = 2_166_136_261;
        foreach (var b in Encoding.UTF8.GetBytes(address.GetLeftPart(UriPartial.Authority)))
        {
            hash = (hash ^ b) * 16_777_619;
        }

        return hash == 0 ? 1 : hash;
    }

    public override string ToString() => Address.GetLeftPart(UriPartial.Authority);
}
