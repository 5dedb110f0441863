using System.IO.Compression;

namespace OneLink.Admin.Idempotency;

/// <summary>Packs the bodies of kept answers.</summary>
internal static class AnswerBody
{
    /// <summary>Shorter ones gain nothing.</summary>
    private const int MinCompressed = 1024;

    /// <summary>The fastest: some 200 MB/s, while the writing transaction waits, for a tenth of the size.</summary>
    private const int Quality = 1;

    private const int WindowBits = 22;

    public static (BodyForm Form, byte[] Bytes) Pack(byte[] body)
    {
        if (body.Length >= MinCompressed)
        {
            var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
            if (BrotliEncoder.TryCompress(body, buffer, out var length, Quality, WindowBits) && length < body.Length)
            {
                return (BodyForm.Brotli, buffer[..length]);
            }
        }

        return (BodyForm.Plain, body);
    }

    public static byte[] Unpack(BodyForm form, byte[] bytes)
    {
        if (form == BodyForm.Plain)
        {
            return bytes;
        }

        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var body = new MemoryStream();
        packed.CopyTo(body);
        return body.ToArray();
    }
}
