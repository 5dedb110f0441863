using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Limits;

/// <summary>
/// A mapped file of link ids and counts, 16 bytes each, little-endian: places are taken front to back and never moved, so
/// that a count can be raised without a lock. An id of 0 marks the first free place. While one edge takes over from another
/// both have the file mapped: a place is taken by a compare-and-swap of its id, and what the other one took is found on the way.
/// </summary>
internal sealed unsafe class CountFile : IDisposable
{
    public const string Extension = ".counts";

    /// <summary>4,096 limited links a file.</summary>
    private const int Bytes = 64 * 1024;

    private const int PlaceWords = 2;
    private const int Places = Bytes / (PlaceWords * sizeof(ulong));

    private readonly SafeFileHandle _file;
    private readonly ulong* _words;

    private CountFile(SafeFileHandle file)
    {
        _file = file;
        _words = (ulong*)SegmentFile.Map(file, Bytes);
    }

    /// <summary>Places that this process knows as taken. The caller of everything that moves it holds a lock.</summary>
    public int Used { get; private set; }

    public bool IsFull => Used == Places;

    public static string NameOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture) + Extension;

    /// <summary>Opens the file, or makes it. One that a full disk leaves empty is made whole when it is opened next.</summary>
    /// <exception cref="IOException">No space, or the file cannot be read.</exception>
    public static CountFile Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            SegmentFile.Allocate(file, Bytes);
            return new CountFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on to the next place that somebody has taken, if any.</summary>
    /// <param name="link">Whose it is.</param>
    /// <param name="count">Address of its count.</param>
    public bool TryNext(out ulong link, out nint count)
    {
        link = Used < Places ? Volatile.Read(ref _words[Used * PlaceWords]) : 0;
        count = 0;
        if (link == 0)
        {
            return false;
        }

        count = CountAt(Used++);
        return true;
    }

    /// <summary>Takes the first free place for a link, where no other process was quicker.</summary>
    /// <returns>False where the place was taken meanwhile, by this link or another, or where there is none.</returns>
    public bool TryAdd(ulong link, out nint count)
    {
        count = 0;
        if (IsFull || Interlocked.CompareExchange(ref _words[Used * PlaceWords], link, 0) != 0)
        {
            return false;
        }

        count = CountAt(Used++);
        return true;
    }

    public void Dispose()
    {
        SegmentFile.Unmap((byte*)_words, Bytes);
        _file.Dispose();
    }

    private nint CountAt(int place) => (nint)(_words + (place * PlaceWords) + 1);
}
