using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Tests.Store;

/// <summary>The kernel's memory of files, which makes reads from disk look like reads from memory.</summary>
internal static partial class PageCache
{
    private const int DoNotNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>Lets the kernel forget what it holds of the files in a folder, as far as that is written.</summary>
    public static void Forget(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Assert.Equal(0, Advise(file, 0, 0, DoNotNeed));
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
