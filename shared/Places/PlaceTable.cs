using System.Buffers.Binary;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Places;

/// <summary>
/// Where addresses are: ranges by their first address, searched by halves. Immutable, so that it is replaced as a whole
/// while it is read. A database of all countries takes about 8 MB.
/// </summary>
/// <remarks>IPv6 is told by the first 64 bits, which is as finely as networks are given out.</remarks>
public sealed class PlaceTable
{
    /// <summary>Knows no place.</summary>
    public static readonly PlaceTable Empty = new PlaceTableBuilder().Build();

    private const int V4Bytes = 4;

    private readonly uint[] _v4;
    private readonly ushort[] _v4Places;
    private readonly ulong[] _v6;
    private readonly ushort[] _v6Places;
    private readonly Place[] _places;

    /// <summary>Where the ranges of each first half of an IPv4 address begin: nine steps of the search less, in 256 KB.</summary>
    private readonly int[] _v4Index = new int[65537];

    internal PlaceTable(uint[] v4, ushort[] v4Places, ulong[] v6, ushort[] v6Places, Place[] places)
    {
        _v4 = v4;
        _v4Places = v4Places;
        _v6 = v6;
        _v6Places = v6Places;
        _places = places;
        int at = 0;
        for (int half = 0; half < _v4Index.Length - 1; half++)
        {
            while (at < v4.Length && v4[at] < (uint)half << 16)
            {
                at++;
            }

            _v4Index[half] = at;
        }

        _v4Index[^1] = v4.Length;
    }

    /// <summary>Ranges of both families.</summary>
    public int Count => _v4.Length + _v6.Length;

    /// <summary>The place of an address; unknown where no range holds it.</summary>
    /// <param name="address">4 or 16 bytes, network order; anything else is nowhere.</param>
    public VisitorPlace Find(ReadOnlySpan<byte> address)
    {
        int place = address.Length switch
        {
            V4Bytes => FindV4(BinaryPrimitives.ReadUInt32BigEndian(address)),
            16 => FindV6(BinaryPrimitives.ReadUInt64BigEndian(address)),
            _ => 0,
        };
        return new VisitorPlace(_places[place].Country, _places[place].Region);
    }

    private int FindV4(uint address)
    {
        int first = _v4Index[address >> 16];
        int at = _v4.AsSpan(first, _v4Index[(address >> 16) + 1] - first).BinarySearch(address);

        // Between two starts: in the range of the lower, which may begin in an earlier half.
        at = at >= 0 ? first + at : first + ~at - 1;
        return at < 0 ? 0 : _v4Places[at];
    }

    private int FindV6(ulong network)
    {
        int at = _v6.AsSpan().BinarySearch(network);
        at = at >= 0 ? at : ~at - 1;
        return at < 0 ? 0 : _v6Places[at];
    }
}
