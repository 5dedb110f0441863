using System.Diagnostics;

namespace OneLink.EndToEnd.Script;

/// <summary>A file system of a few megabytes in memory, mounted while this lives.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <exception cref="InvalidOperationException">This user or machine may not mount one.</exception>
    public SmallDisk(string folder, int mebibytes)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", Folder) != 0)
        {
            throw new InvalidOperationException($"No tmpfs can be mounted at {folder}.");
        }
    }

    public string Folder { get; }

    /// <summary>Whether tests that need one can run here: it takes root, and not every container lets root mount.</summary>
    public static bool IsPossible { get; } = TryOne();

    public void Dispose() => Run("umount", Folder);

    private static bool TryOne()
    {
        var folder = Directory.CreateTempSubdirectory("onelink-mount-").FullName;
        try
        {
            using var disk = new SmallDisk(folder, mebibytes: 1);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static int Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
