using System.Globalization;
using Microsoft.Win32.SafeHandles;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Limits;

/// <summary>
/// A mapped file of link ids and counts, 16 bytes each, little-endian: places are taken front to back and never moved, so
/// that a count can be raised without a lock. An id of 0 marks the first free place.
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
        while (Used < Places && _words[Used * PlaceWords] != 0)
        {
            Used++;
        }
    }

    /// <summary>Places taken.</summary>
    public int Used { get; private set; }

    public bool IsFull => Used == Places;

    public static string NameOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture) + Extension;

    /// <exception cref="IOException">No space.</exception>
    public static CountFile Create(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            SegmentFile.Allocate(file, Bytes);
            return new CountFile(file);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CountFile Open(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            // A process killed while it made the file may have left it short.
            SegmentFile.Allocate(file, Bytes);
            return new CountFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ulong LinkAt(int place) => _words[place * PlaceWords];

    /// <summary>Address of a count.</summary>
    public nint CountAt(int place) => (nint)(_words + (place * PlaceWords) + 1);

    /// <summary>Takes the next place for a link. The caller holds a lock and has seen that there is one.</summary>
    public nint Add(ulong linkId)
    {
        _words[Used * PlaceWords] = linkId;
        return CountAt(Used++);
    }

    public void Dispose()
    {
        SegmentFile.Unmap((byte*)_words, Bytes);
        _file.Dispose();
    }
}
