using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace OneLink.Admin.Database;

/// <summary>
/// Which SQLite is loaded: the system's, which gets its security fixes from the distribution and is years newer than the
/// one in the package (3.35.5 of 2021); the bundled one only where the machine has none.
/// </summary>
internal static class SqliteNativeLibrary
{
    private const string SystemLibrary = "libsqlite3.so.0";
    private static readonly Lock Gate = new();
    private static bool _loaded;

    public static void Load()
    {
        lock (Gate)
        {
            if (_loaded)
            {
                return;
            }

            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            _loaded = true;
        }
    }

    /// <summary>Version of the library in use, e.g. <c>3.40.1</c>.</summary>
    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
        => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) && NativeLibrary.TryLoad(SystemLibrary, out var handle)
            ? handle
            : IntPtr.Zero;
}
