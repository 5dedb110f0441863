using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Spool;

/// <summary>
/// A preallocated file of frames, written through a shared memory mapping by one writer at a time and read by the
/// shipper. A click is in the page cache as soon as it is recorded, so a killed process loses none; <see cref="Commit"/>
/// brings it to the device. Byte layout: docs/formats/spool.md.
/// </summary>
internal sealed unsafe class SpoolSegment : IDisposable
{
    /// <summary>Bytes before the first frame: magic, format version, stream, lane, segment number.</summary>
    public const int HeaderBytes = SegmentHeader.Bytes;

    public const string Extension = ".spool";

    private readonly SafeFileHandle _file;
    private readonly byte* _memory;
    private int _tail;
    private int _committed;
    private bool _sealed;
    private bool _nameIsCommitted;
    private bool _disposed;

    private SpoolSegment(string path, SafeFileHandle file, int length, SpoolStream stream, int lane, ulong number)
    {
        Path = path;
        _file = file;
        Length = length;
        Stream = stream;
        Lane = lane;
        Number = number;
        _memory = SegmentFile.Map(file, length);
        _tail = HeaderBytes;
        _committed = HeaderBytes;
    }

    public string Path { get; }

    public int Length { get; }

    public SpoolStream Stream { get; }

    public int Lane { get; }

    public ulong Number { get; }

    /// <summary>Whether nothing is added any more: left by an earlier process, or full.</summary>
    public bool IsSealed => Volatile.Read(ref _sealed);

    /// <summary>Bytes from the start of the file up to which frames were written by this process; the whole length in a recovered segment.</summary>
    public int Tail => Volatile.Read(ref _tail);

    public static string FileName(SpoolStream stream, int lane, ulong number)
        => string.Create(CultureInfo.InvariantCulture, $"{(stream == SpoolStream.People ? "people" : "others")}-{lane:D3}-{number:D12}{Extension}");

    /// <summary>Makes an empty segment with its disk blocks allocated.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written; nothing is left behind.</exception>
    public static SpoolSegment Create(string folder, int length, SpoolStream stream, int lane, ulong number)
    {
        string path = System.IO.Path.Combine(folder, FileName(stream, lane, number));
        SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            SegmentFile.Allocate(file, length);
            Span<byte> header = stackalloc byte[HeaderBytes];
            new SegmentHeader(stream, lane, number).Write(header);
            RandomAccess.Write(file, header, 0);
            var segment = new SpoolSegment(path, file, length, stream, lane, number);

            // Else the first click in a page waits until the kernel has zeroed all that it reads ahead: 20 ms for 8 MiB.
            SegmentFile.ReadAhead(segment._memory, length, isWanted: false);
            return segment;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a segment that an earlier process wrote. Nothing is added to it: what lies behind its last frame may be a torn write.</summary>
    /// <returns>Null where the file is no segment of a known version.</returns>
    public static SpoolSegment? Recover(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        Span<byte> bytes = stackalloc byte[HeaderBytes];
        long length = RandomAccess.GetLength(file);
        if (length > int.MaxValue
            || RandomAccess.Read(file, bytes, 0) != HeaderBytes
            || !SegmentHeader.TryRead(bytes, out SegmentHeader header))
        {
            file.Dispose();
            return null;
        }

        return new SpoolSegment(path, file, (int)length, header.Stream, header.Lane, header.Number)
        {
            _tail = (int)length,
            _committed = (int)length,
            _sealed = true,
        };
    }

    /// <returns>False where the file is no segment of a known version, or is gone.</returns>
    public static bool TryReadHeader(string path, out SegmentHeader header)
    {
        header = default;
        try
        {
            // Opened for reading and deleting by others: whoever writes it ships and trims meanwhile.
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[HeaderBytes];
            return RandomAccess.Read(file, bytes, 0) == HeaderBytes && SegmentHeader.TryRead(bytes, out header);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Room for the payload of one frame, or empty where <paramref name="maxPayload"/> does not fit any more. For the one writer.</summary>
    public Span<byte> Reserve(int maxPayload)
        => Length - _tail < SpoolFrame.SizeOf(maxPayload) ? default : new Span<byte>(_memory + _tail + SpoolFrame.HeaderBytes, maxPayload);

    /// <summary>Publishes the first <paramref name="length"/> bytes of what <see cref="Reserve"/> gave as a frame.</summary>
    public void Publish(int length)
    {
        byte* frame = _memory + _tail;
        ulong header = SpoolFrame.Header(new ReadOnlySpan<byte>(frame + SpoolFrame.HeaderBytes, length));
        Volatile.Write(ref *(ulong*)frame, header);
        Volatile.Write(ref _tail, _tail + SpoolFrame.SizeOf(length));
    }

    /// <summary>No more frames follow. For the one writer.</summary>
    public void Seal()
    {
        // What has left memory until it is shipped is read from one end to the other.
        SegmentFile.ReadAhead(_memory, Length, isWanted: true);
        Volatile.Write(ref _sealed, true);
    }

    /// <summary>The bytes from <paramref name="offset"/> up to what is published.</summary>
    public ReadOnlySpan<byte> Frames(int offset) => new(_memory + offset, Tail - offset);

    /// <summary>Brings what was published to the device.</summary>
    /// <returns>False where there was nothing to do.</returns>
    public bool Commit()
    {
        int tail = Tail;
        if (tail == _committed)
        {
            return false;
        }

        SegmentFile.Sync(_file);
        if (!_nameIsCommitted)
        {
            SegmentFile.SyncFolder(System.IO.Path.GetDirectoryName(Path)!);
            _nameIsCommitted = true;
        }

        _committed = tail;
        return true;
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            SegmentFile.Unmap(_memory, Length);
            _file.Dispose();
        }
    }
}
