using Microsoft.Win32.SafeHandles;

namespace OneLink.Edge.Handover;

/// <summary>
/// Whoever holds it may write to the edge's folder: ship its spool, save its links. Held by the kernel for the process (<c>flock</c>),
/// so that it is free again however the process ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "lock";

    /// <summary>EWOULDBLOCK, which .NET keeps in the exception of a file that another process has locked.</summary>
    private const int Taken = 11;

    private readonly SafeFileHandle _file;

    private FolderLock(SafeFileHandle file) => _file = file;

    /// <returns>Null where another process holds it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static FolderLock? TryTake(string folder)
    {
        try
        {
            return new FolderLock(File.OpenHandle(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult == Taken)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
