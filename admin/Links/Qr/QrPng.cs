using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace OneLink.Admin.Links.Qr;

/// <summary>A QR code as PNG (https://www.w3.org/TR/png-3/): one bit a pixel, two colours.</summary>
internal static class QrPng
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i => CrcOf((uint)i))];

    public static byte[] Write(QrModules modules, QrOptions options)
    {
        using var png = new MemoryStream();
        png.Write(Signature);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, options.Size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), options.Size);
        header[8] = 1; // bits a pixel
        header[9] = 3; // indexes of a palette
        WriteChunk(png, "IHDR"u8, header);

        var color = int.Parse(options.Color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        WriteChunk(png, "PLTE"u8, [0xFF, 0xFF, 0xFF, (byte)(color >> 16), (byte)(color >> 8), (byte)color]);
        WriteChunk(png, "IDAT"u8, Pixels(modules, options.Size));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Pixels on each side of a module: the same whole number for all; what is left over goes around.</summary>
    public static int Scale(QrModules modules, int size) => Math.Max(1, size / modules.Count);

    private static byte[] Pixels(QrModules modules, int size)
    {
        var scale = Scale(modules, size);
        var margin = (size - (scale * modules.Count)) / 2;
        var row = new byte[1 + ((size + 7) / 8)];
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < size; y++)
            {
                Array.Clear(row);
                var moduleY = ModuleAt(y, margin, scale, modules.Count);
                for (var x = 0; moduleY >= 0 && x < size; x++)
                {
                    var moduleX = ModuleAt(x, margin, scale, modules.Count);
                    if (moduleX >= 0 && modules.IsDark(moduleX, moduleY))
                    {
                        row[1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
                    }
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static int ModuleAt(int pixel, int margin, int scale, int count)
    {
        var module = (pixel - margin) / scale;
        return pixel < margin || module >= count ? -1 : module;
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data)
        {
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    /// <summary>CRC-32 of ISO 3309, as PNG's Annex D has it.</summary>
    private static uint CrcOf(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
