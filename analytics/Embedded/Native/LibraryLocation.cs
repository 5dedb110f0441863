using System.Runtime.InteropServices;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>Loads libchdb from where it was installed and refuses any version but the pinned one.</summary>
internal static class LibraryLocation
{
    /// <summary><c>${XDG_CACHE_HOME:-~/.cache}/onelink/chdb-VERSION/libchdb.so</c>, where the install script puts it.</summary>
    internal static string Default
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cache))
            {
                cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            }

            return Path.Combine(cache, "onelink", $"chdb-{LibraryPin.Current.Version}", "libchdb.so");
        }
    }

    /// <summary>To be called once, before anything of <see cref="LibChdb"/>.</summary>
    /// <exception cref="StartupException">The file is missing, no library, or another version.</exception>
    internal static unsafe void Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new StartupException($"libchdb is not at {path}. Run ./onelink up once to install it, or set ONELINK_CHDB_LIB.");
        }

        if (!NativeLibrary.TryLoad(path, out var library))
        {
            throw new StartupException($"{path} cannot be loaded as a library on this machine.");
        }

        NativeLibrary.SetDllImportResolver(typeof(LibChdb).Assembly, (name, _, _) => name == LibChdb.Library ? library : 0);
        if (!NativeLibrary.TryGetExport(library, nameof(LibChdb.chdb_version), out _))
        {
            throw new StartupException($"{path} is no libchdb {LibraryPin.Current.Engine}.");
        }

        var version = Marshal.PtrToStringUTF8((nint)LibChdb.chdb_version());
        if (version != LibraryPin.Current.Engine)
        {
            throw new StartupException(
                $"{path} is libchdb {version}; this host runs with {LibraryPin.Current.Engine} only (others are known to break the .NET runtime).");
        }
    }
}
