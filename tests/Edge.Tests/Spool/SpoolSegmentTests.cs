using System.Runtime.InteropServices;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Tests.Spool;

public sealed partial class SpoolSegmentTests : IDisposable
{
    private const int SegmentBytes = 16 * 1024 * 1024;
    private const int PayloadBytes = 256;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What is read ahead of the writer has to be zeroed while a redirect waits.</summary>
    [Fact]
    public void Publish_BringsOnlyThePagesWrittenIntoMemory()
    {
        using var segment = SpoolSegment.Create(_folder.Path, SegmentBytes, SpoolStream.People, 0, 1);
        while (segment.Tail < 4 * Environment.SystemPageSize)
        {
            segment.Reserve(PayloadBytes).Clear();
            segment.Publish(PayloadBytes);
        }

        int written = (segment.Tail / Environment.SystemPageSize) + 1;
        Assert.InRange(PagesInMemory(segment), written, written + 1);
    }

    private static unsafe int PagesInMemory(SpoolSegment segment)
    {
        byte[] pages = new byte[SegmentBytes / Environment.SystemPageSize];
        fixed (byte* memory = segment.Frames(0))
        {
            Assert.Equal(0, MemoryInCore((nint)memory, SegmentBytes, ref MemoryMarshal.GetArrayDataReference(pages)));
        }

        return pages.Count(static page => (page & 1) != 0);
    }

    [LibraryImport("libc", EntryPoint = "mincore")]
    private static partial int MemoryInCore(nint address, nuint length, ref byte pages);
}
