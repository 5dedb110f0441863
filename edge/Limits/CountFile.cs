using System.Buffers.Binary;

namespace OneLink.Edge.Limits;

/// <summary>Clicks as edges counted them that shared none: link ids and counts, 16 bytes each, little-endian, up to an id of 0.</summary>
internal static class CountFile
{
    public const string Extension = ".counts";

    private const int PlaceBytes = 2 * sizeof(ulong);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<(ulong LinkId, ulong Count)> Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (int at = 0; at + PlaceBytes <= bytes.Length && BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)) is > 0 and var linkId; at += PlaceBytes)
        {
            yield return (linkId, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at + sizeof(ulong))));
        }
    }
}
