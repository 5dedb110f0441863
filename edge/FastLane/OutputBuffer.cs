using System.Buffers;

namespace OneLink.Edge.FastLane;

/// <summary>Bytes on their way out: grows to the largest burst of answers that was seen and is reused for ever.</summary>
internal sealed class OutputBuffer(int initialBytes) : IBufferWriter<byte>
{
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(initialBytes, pinned: true);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_bytes.Length - Length < Math.Max(1, sizeHint))
        {
            Grow(sizeHint);
        }

        return _bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        _ = GetSpan(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    private void Grow(int sizeHint)
    {
        byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(2 * _bytes.Length, Length + sizeHint), pinned: true);
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
