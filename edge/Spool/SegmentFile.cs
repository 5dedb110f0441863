using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Spool;

/// <summary>The system calls behind a segment that .NET does not offer: allocation that fails at once on a full disk, and a raw shared mapping.</summary>
internal static partial class SegmentFile
{
    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int MapShared = 1;
    private const int AdviceNormal = 0; // MADV_NORMAL
    private const int AdviceRandom = 1; // MADV_RANDOM

    /// <summary>Allocates disk blocks for the first <paramref name="length"/> bytes.</summary>
    /// <exception cref="IOException">No space, or a file system that cannot (the message tells).</exception>
    public static void Allocate(SafeFileHandle file, long length)
    {
        int error = PosixFallocate(file, 0, length);
        if (error != 0)
        {
            throw new IOException($"cannot allocate {length} bytes: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    /// <summary>Maps the first <paramref name="length"/> bytes for reading and writing, shared with the page cache.</summary>
    public static unsafe byte* Map(SafeFileHandle file, int length)
    {
        nint address = Mmap(0, (nuint)length, ProtRead | ProtWrite, MapShared, file, 0);
        return address == -1
            ? throw new IOException($"cannot map {length} bytes: {Marshal.GetLastPInvokeErrorMessage()}")
            : (byte*)address;
    }

    /// <summary>Whether the first touch of a page brings those behind it into memory as well, as far as the device's read-ahead reaches.</summary>
    public static unsafe void ReadAhead(byte* address, int length, bool isWanted)
        => _ = Madvise((nint)address, (nuint)length, isWanted ? AdviceNormal : AdviceRandom);

    public static unsafe void Unmap(byte* address, int length) => _ = Munmap((nint)address, (nuint)length);

    /// <summary>Writes data (and only the metadata needed to read it) to the device.</summary>
    public static void Sync(SafeFileHandle file)
    {
        if (Fdatasync(file) != 0)
        {
            throw new IOException($"fdatasync: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Brings the names of a folder's files to the device: a new file is lost with its name.</summary>
    public static void SyncFolder(string folder)
    {
        using SafeFileHandle handle = Open(folder, 0);
        if (handle.IsInvalid || Fsync(handle) != 0)
        {
            throw new IOException($"fsync of {folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int PosixFallocate(SafeFileHandle file, long offset, long length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Mmap(nint address, nuint length, int protection, int flags, SafeFileHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Munmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);
}
