using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Limits;

/// <summary>
/// A mapped file of links with a limit, 24 bytes each, little-endian: id (8), clicks taken (4) and granted (4), turn of the grant
/// (4), limit that it is of (4). Places are taken front to back and never moved, so that a click is taken without a lock. An id of
/// 0 marks the first free place. Two processes may have the file mapped, where one edge takes over from another: a place is taken
/// by a compare-and-swap of its id, and what the other one took is found on the way.
/// </summary>
internal sealed unsafe class GrantFile : IDisposable
{
    public const string Extension = ".grants";

    /// <summary>2,730 limited links a file.</summary>
    private const int Bytes = 64 * 1024;

    /// <summary>A place without its id.</summary>
    public const int GrantBytes = 16;

    private const int PlaceWords = 3;
    private const int Places = Bytes / (PlaceWords * sizeof(ulong));

    private readonly SafeFileHandle _file;
    private readonly ulong* _words;

    private GrantFile(SafeFileHandle file)
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
    public static GrantFile Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            // A process killed while it made the file may have left it short.
            SegmentFile.Allocate(file, Bytes);
            return new GrantFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on to the next place that somebody has taken, if any.</summary>
    /// <param name="linkId">Whose it is.</param>
    /// <param name="grant">Address of the sixteen bytes behind its id.</param>
    public bool TryNext(out ulong linkId, out nint grant)
    {
        linkId = Used < Places ? Volatile.Read(ref _words[Used * PlaceWords]) : 0;
        grant = 0;
        if (linkId == 0)
        {
            return false;
        }

        grant = GrantAt(Used++);
        return true;
    }

    /// <summary>Takes the first free place for a link, where no other process was quicker.</summary>
    /// <returns>False where the place was taken meanwhile, by this link or another, or where there is none.</returns>
    public bool TryAdd(ulong linkId, out nint grant)
    {
        grant = 0;
        if (IsFull || Interlocked.CompareExchange(ref _words[Used * PlaceWords], linkId, 0) != 0)
        {
            return false;
        }

        grant = GrantAt(Used++);
        return true;
    }

    public void Dispose()
    {
        SegmentFile.Unmap((byte*)_words, Bytes);
        _file.Dispose();
    }

    private nint GrantAt(int place) => (nint)(_words + (place * PlaceWords) + 1);
}
