using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace OneLink.Shared.Tests.Places;

/// <summary>Writes a small MaxMind DB by the book (https://maxmind.github.io/MaxMind-DB/), for IPv6 with IPv4 below ::/96.</summary>
internal sealed class MmdbSample(int recordBits)
{
    private readonly List<int?[]> _nodes = [new int?[2]];
    private readonly List<byte[]> _records = [];

    public void Add(string network, int bits, string country, string region)
    {
        var address = IPAddress.Parse(network).GetAddressBytes();
        var full = new byte[16];
        address.CopyTo(full, 16 - address.Length);
        bits += address.Length == 4 ? 96 : 0;
        _records.Add(Record(country, region));
        var node = 0;
        for (var i = 0; i < bits; i++)
        {
            var side = (full[i / 8] >> (7 - (i % 8))) & 1;
            if (i == bits - 1)
            {
                // Below zero: a record, by number.
                _nodes[node][side] = -_records.Count;
            }
            else
            {
                if (_nodes[node][side] is null)
                {
                    _nodes.Add(new int?[2]);
                    _nodes[node][side] = _nodes.Count - 1;
                }

                node = _nodes[node][side]!.Value;
            }
        }
    }

    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        var offsets = new List<int>();
        var data = new MemoryStream();
        foreach (var record in _records)
        {
            offsets.Add((int)data.Length);
            data.Write(record);
        }

        foreach (var node in _nodes)
        {
            file.Write(Node(ValueOf(node[0], offsets), ValueOf(node[1], offsets)));
        }

        file.Write(new byte[16]);
        file.Write(data.ToArray());
        file.Write([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        file.Write([
            0xE4,
            .. Text("node_count"), 0xC4, .. Big((uint)_nodes.Count),
            .. Text("record_size"), 0xA1, (byte)recordBits,
            .. Text("ip_version"), 0xA1, 6,
            .. Text("binary_format_major_version"), 0xA1, 2,
        ]);
        return file.ToArray();
    }

    private uint ValueOf(int? child, List<int> offsets)
        => child is null ? (uint)_nodes.Count : child >= 0 ? (uint)child : (uint)(_nodes.Count + 16 + offsets[-child.Value - 1]);

    private byte[] Node(uint left, uint right) => recordBits switch
    {
        24 => [.. Big(left)[1..], .. Big(right)[1..]],
        28 => [.. Big(left)[1..], (byte)(((left >> 20) & 0xF0) | (right >> 24)), .. Big(right)[1..]],
        _ => [.. Big(left), .. Big(right)],
    };

    private static byte[] Record(string country, string region)
    {
        byte[] place = [.. Text("country"), 0xE1, .. Text("iso_code"), .. Text(country)];
        return region.Length == 0
            ? [0xE1, .. place]
            : [0xE2, .. place, .. Text("subdivisions"), 0x01, 0x04, 0xE1, .. Text("iso_code"), .. Text(region)];
    }

    private static byte[] Text(string text) => [(byte)(0x40 | text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
