using System.Buffers;
using System.Runtime.InteropServices;

namespace OneLink.Edge.Spool;

/// <summary>Frames in memory, byte for byte as in a segment: what is set aside.</summary>
internal sealed class FrameBuffer : IFrameSink
{
    private readonly ArrayBufferWriter<byte> _frames = new();

    public bool IsFull => false;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Written => _frames.WrittenSpan;

    public void Add(ReadOnlySpan<byte> payload)
    {
        int size = SpoolFrame.SizeOf(payload.Length);
        Span<byte> frame = _frames.GetSpan(size)[..size];
        frame.Clear();
        payload.CopyTo(frame[SpoolFrame.HeaderBytes..]);
        ulong header = SpoolFrame.Header(payload);
        MemoryMarshal.Write(frame, in header);
        _frames.Advance(size);
        Count++;
    }

    public void Clear()
    {
        _frames.ResetWrittenCount();
        Count = 0;
    }
}
