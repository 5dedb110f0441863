namespace OneLink.Shared.Places;

/// <summary>What the end of a MaxMind DB says of its tree.</summary>
/// <param name="Nodes">Nodes of the tree.</param>
/// <param name="RecordBits">24, 28 or 32.</param>
/// <param name="IpVersion">4 or 6.</param>
internal sealed record MmdbMetadata(uint Nodes, int RecordBits, int IpVersion)
{
    /// <summary>Three bytes and "MaxMind.com".</summary>
    private static readonly byte[] Marker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    /// <exception cref="InvalidDataException">There is none, or of a kind that is not known.</exception>
    public static MmdbMetadata Read(byte[] bytes)
    {
        int marker = bytes.AsSpan().LastIndexOf(Marker);
        if (marker < 0)
        {
            throw new InvalidDataException("The file is no MaxMind DB: its metadata is missing.");
        }

        int start = marker + Marker.Length;
        var values = new MmdbValues(bytes, start);
        var metadata = new MmdbMetadata(
            values.NumberIn(0, "node_count"), (int)values.NumberIn(0, "record_size"), (int)values.NumberIn(0, "ip_version"));
        bool isKnown = values.NumberIn(0, "binary_format_major_version") == 2
            && metadata.RecordBits is 24 or 28 or 32
            && metadata.IpVersion is 4 or 6
            && (long)metadata.Nodes * metadata.RecordBits / 4 < marker;
        return isKnown ? metadata : throw new InvalidDataException("The MaxMind DB is of a version that is not known, or damaged.");
    }
}
