namespace OneLink.Shared.Places;

/// <summary>
/// Reads a MaxMind DB (https://maxmind.github.io/MaxMind-DB/, version 2): once, whole, into a <see cref="PlaceTable"/>.
/// Understands databases that hold a country (<c>country.iso_code</c> or <c>country_code</c>) and perhaps subdivisions.
/// </summary>
public sealed class MmdbFile
{
    /// <summary>IPv6 networks are told apart up to here.</summary>
    private const int NetworkBits = 64;

    private const int V4Bits = 32;

    /// <summary>Zero bits above IPv4 addresses in a tree of IPv6.</summary>
    private const int V4Depth = 96;

    private readonly MmdbTree _tree;
    private readonly MmdbValues _values;
    private readonly PlaceTableBuilder _builder = new();
    private readonly Dictionary<uint, ushort> _numbers = [];
    private uint _v4Root;

    private MmdbFile(byte[] bytes)
    {
        MmdbMetadata metadata = MmdbMetadata.Read(bytes);
        _tree = new MmdbTree(bytes, metadata);
        _values = new MmdbValues(bytes, _tree.DataStart);
    }

    /// <summary>Reads a database.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such database, or are damaged; the message tells.</exception>
    public static PlaceTable Read(byte[] bytes)
    {
        try
        {
            return new MmdbFile(bytes).ReadTree();
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The MaxMind DB is damaged: it points outside itself.", e);
        }
    }

    private PlaceTable ReadTree()
    {
        if (_tree.IsV4)
        {
            ReadV4(node: 0, address: 0, depth: 0);
            return _builder.Build();
        }

        _v4Root = 0;
        for (int i = 0; i < V4Depth && _v4Root < _tree.Nodes; i++)
        {
            _v4Root = _tree.Child(_v4Root, isRight: false);
        }

        ReadV4(_v4Root, address: 0, depth: 0);
        ReadV6(node: 0, network: 0, depth: 0);
        return _builder.Build();
    }

    private void ReadV4(uint node, uint address, int depth)
    {
        if (node >= _tree.Nodes || depth == V4Bits)
        {
            _builder.AddV4(address, PlaceOf(node));
            return;
        }

        ReadV4(_tree.Child(node, isRight: false), address, depth + 1);
        ReadV4(_tree.Child(node, isRight: true), address | (1u << (V4Bits - 1 - depth)), depth + 1);
    }

    private void ReadV6(uint node, ulong network, int depth)
    {
        // Databases alias the tree of IPv4 below other prefixes, such as 6to4's; there it is not looked for.
        bool isV4 = node == _v4Root && depth > 0;
        if (isV4 || node >= _tree.Nodes || depth == NetworkBits)
        {
            _builder.AddV6(network, isV4 ? (ushort)0 : PlaceOf(depth == NetworkBits ? FirstRecord(node) : node));
            return;
        }

        ReadV6(_tree.Child(node, isRight: false), network, depth + 1);
        ReadV6(_tree.Child(node, isRight: true), network | (1UL << (NetworkBits - 1 - depth)), depth + 1);
    }

    /// <summary>What a network is that the database divides further: its first part.</summary>
    private uint FirstRecord(uint node)
    {
        for (int i = NetworkBits; i < 2 * NetworkBits && node < _tree.Nodes && node != _v4Root; i++)
        {
            node = _tree.Child(node, isRight: false);
        }

        return node;
    }

    private ushort PlaceOf(uint record)
    {
        if (record <= _tree.Nodes)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(record, out ushort number))
        {
            (string country, string region) = _values.PlaceAt(_tree.OffsetOf(record));
            number = _builder.NumberOf(country, region);
            _numbers[record] = number;
        }

        return number;
    }
}
