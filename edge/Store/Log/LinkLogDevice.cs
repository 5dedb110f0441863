using System.Collections.Concurrent;
using FASTER.core;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Store.Log;

/// <summary>
/// The segment files of the link log. FASTER's own device hands every transfer to the thread pool, so that a flush waits
/// behind whatever else runs there, and can wait for good when it is disposed while pages are being flushed. This one has few threads of its own, reads inline what the page cache holds, and
/// tells when nothing is under way. A write that the disk refuses is tried again until it succeeds, so that the log has no
/// holes. Meanwhile changes wait and links are answered.
/// </summary>
internal sealed unsafe partial class LinkLogDevice : StorageDeviceBase
{
    private const uint SectorBytes = 512;
    private const int ReadThreads = 4;
    private const int WriteThreads = 2;
    private const uint IoError = 5; // EIO
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<int, SafeFileHandle> _files = new();
    private readonly TransferQueue _reads;
    private readonly TransferQueue _writes;
    private readonly ManualResetEventSlim _givesUp = new();
    private readonly ILogger _logger;
    private long _writeFailures;
    private long _readFailures;

    /// <param name="path">Path of the segments without their numbers.</param>
    /// <param name="logger">Told of a disk that refuses.</param>
    public LinkLogDevice(string path, ILogger logger)
        : base(path, SectorBytes, FASTER.core.Devices.CAPACITY_UNSPECIFIED)
    {
        _logger = logger;
        _reads = new TransferQueue("link log read", ReadThreads, Read);
        _writes = new TransferQueue("link log write", WriteThreads, Write);
    }

    /// <summary>Writes that the disk refused, each try counted.</summary>
    public long WriteFailures => Volatile.Read(ref _writeFailures);

    /// <summary>Reads that the disk refused.</summary>
    public long ReadFailures => Volatile.Read(ref _readFailures);

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, IntPtr destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object context)
    {
        var read = new Transfer(segmentId, (long)sourceAddress, destinationAddress, readLength, callback, context);
        if (_files.TryGetValue(segmentId, out SafeFileHandle? file) && !file.IsClosed && TryReadCached(file, read))
        {
            callback(0, readLength, context);
        }
        else
        {
            _reads.Enqueue(read);
        }
    }

    public override void WriteAsync(
        IntPtr sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object context)
        => _writes.Enqueue(new Transfer(segmentId, (long)destinationAddress, sourceAddress, numBytesToWrite, callback, context));

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        RemoveSegment(segment);
        callback(result);
    }

    public override void RemoveSegment(int segment)
    {
        // Whoever is reading from it holds the handle until it has read.
        if (_files.TryRemove(segment, out SafeFileHandle? file))
        {
            file.Dispose();
        }

        File.Delete(PathOf(segment));
    }

    /// <summary>
    /// Waits for what is under way. To be called before the store is disposed, whose memory is written from. A write that
    /// the disk refuses is given up now; the checkpoint before it stays what it was.
    /// </summary>
    public void Finish()
    {
        _givesUp.Set();
        _writes.WaitUntilIdle();
        _reads.WaitUntilIdle();
    }

    public override void Dispose()
    {
        Finish();
        _writes.Dispose();
        _reads.Dispose();
        foreach (SafeFileHandle file in _files.Values)
        {
            file.Dispose();
        }

        _givesUp.Dispose();
    }

    private static bool TryReadCached(SafeFileHandle file, in Transfer read)
    {
        try
        {
            return CachedRead.TryRead(file, read.Memory, read.Length, read.Offset);
        }
        catch (ObjectDisposedException)
        {
            // The segment was removed this moment.
            return false;
        }
    }

    private void Read(Transfer read)
    {
        var destination = new Span<byte>((void*)read.Memory, (int)read.Length);
        uint error = 0;
        int length = 0;
        try
        {
            length = RandomAccess.Read(Open(read.Segment, FileMode.Open), destination, read.Offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            error = IoError;

            // What was compacted is found elsewhere.
            if (read.Segment >= StartSegment)
            {
                Interlocked.Increment(ref _readFailures);
                LogReadFailed(read.Segment, read.Offset, e);
            }
        }

        // Past the end of the file, or not to be read: no record, rather than what the buffer held before.
        destination[length..].Clear();
        read.Callback(error, (uint)length, read.Context);
    }

    private void Write(Transfer write)
    {
        bool failedBefore = false;
        while (!TryWrite(write, failedBefore))
        {
            failedBefore = true;
            if (_givesUp.Wait(RetryInterval))
            {
                write.Callback(IoError, 0, write.Context);
                return;
            }
        }

        if (failedBefore)
        {
            LogWritesAgain(write.Segment);
        }

        write.Callback(0, write.Length, write.Context);
    }

    private bool TryWrite(in Transfer write, bool failedBefore)
    {
        try
        {
            RandomAccess.Write(Open(write.Segment, FileMode.OpenOrCreate), new ReadOnlySpan<byte>((void*)write.Memory, (int)write.Length), write.Offset);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref _writeFailures);
            if (!failedBefore)
            {
                LogWriteFailed(write.Segment, write.Offset, e);
            }

            return false;
        }
    }

    private SafeFileHandle Open(int segment, FileMode mode)
    {
        if (_files.TryGetValue(segment, out SafeFileHandle? open))
        {
            return open;
        }

        // Written through, as a checkpoint counts on what was flushed before it.
        SafeFileHandle opened = File.OpenHandle(PathOf(segment), mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.WriteThrough);
        SafeFileHandle kept = _files.GetOrAdd(segment, opened);
        if (kept != opened)
        {
            opened.Dispose();
        }

        return kept;
    }

    private string PathOf(int segment) => GetSegmentFilename(FileName, segment);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "The disk refuses to keep links (segment {Segment}, byte {Offset}): changes wait until it can be written again, redirects go on")]
    private partial void LogWriteFailed(int segment, long offset, Exception e);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Information, Message = "The disk keeps links again (segment {Segment})")]
    private partial void LogWritesAgain(int segment);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Error, Message = "Links cannot be read from disk (segment {Segment}, byte {Offset})")]
    private partial void LogReadFailed(int segment, long offset, Exception e);
}
