using System.Text.Json;

namespace OneLink.Edge.Devices;

/// <summary>A buffer for the unescaped bytes of a JSON string.</summary>
internal sealed class ReusableText
{
    private byte[] _buffer = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Takes the string that <paramref name="reader"/> stands on.</summary>
    public void Set(ref Utf8JsonReader reader)
    {
        // Unescaping never makes a string longer.
        if (reader.ValueSpan.Length > _buffer.Length)
        {
            _buffer = new byte[reader.ValueSpan.Length];
        }

        _length = reader.CopyString(_buffer);
    }
}
