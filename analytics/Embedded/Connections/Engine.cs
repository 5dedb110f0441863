using System.Runtime.InteropServices;
using System.Text;
using OneLink.Analytics.Embedded.Native;
using OneLink.Analytics.Embedded.Signals;

namespace OneLink.Analytics.Embedded.Connections;

/// <summary>The ClickHouse engine in this process, with one data folder. There can be one in a process, and one on a folder.</summary>
internal sealed class Engine : IDisposable
{
    /// <summary>Longest wait at the end for statements that are still running.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(30);

    private readonly DataFolder _folder;
    private readonly SignalGuard _signals;
    private readonly string[] _arguments;
    private readonly EngineConnection _anchor;
    private readonly CountdownEvent _open = new(1);

    private Engine(DataFolder folder, EngineLimits limits)
    {
        _folder = folder;
        _signals = new SignalGuard();
        _arguments = ["clickhouse", $"--path={folder.Path}", $"--config-file={folder.Configuration}", .. limits.ToArguments()];
        Limits = limits;
        LibChdb.chdb_set_signal_handlers_enabled(0);
        try
        {
            // The engine lives as long as a connection is open: this one keeps it between requests.
            _anchor = Open();
        }
        finally
        {
            _signals.RestoreAll();
        }

        Version = ReadVersion();
    }

    internal EngineLimits Limits { get; }

    /// <summary>Version of ClickHouse, such as <c>26.7.2.1</c>.</summary>
    internal string Version { get; }

    /// <summary>Sessions that are open now.</summary>
    internal int OpenSessions => _open.CurrentCount - 1;

    /// <exception cref="StartupException">The folder or the library cannot be used.</exception>
    internal static Engine Start(string library, string path, EngineLimits limits)
    {
        var folder = DataFolder.Take(path);
        try
        {
            LibraryLocation.Load(library);
            UnstoredInserts.Forget(folder.Path);
            return new Engine(folder, limits);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A session of its own, with nothing left of any other.</summary>
    internal EngineConnection Connect()
    {
        _open.AddCount();
        try
        {
            var connection = Open(() => _open.Signal());
            _signals.RestoreRuntime();
            return connection;
        }
        catch
        {
            _open.Signal();
            throw;
        }
    }

    /// <summary>Waits for open sessions, then closes the engine.</summary>
    public void Dispose()
    {
        _open.Signal();
        if (_open.Wait(LongestDrain))
        {
            _anchor.Dispose();
            // Also says "not stopped" when every connection is closed; the process ends just after, which stops the rest.
            _ = LibChdb.chdb_shutdown();
        }

        // Otherwise a statement hangs in the engine: closing under it can abort the process, ending it is as safe as a kill.
        _folder.Dispose();
        _open.Dispose();
    }

    private EngineConnection Open() => Open(static () => { });

    private unsafe EngineConnection Open(Action closed)
    {
        var texts = Array.ConvertAll(_arguments, Marshal.StringToCoTaskMemUTF8);
        try
        {
            fixed (nint* first = texts)
            {
                var connection = LibChdb.chdb_connect(texts.Length, (byte**)first);
                return connection != null && *connection != 0
                    ? new EngineConnection(connection, closed)
                    : throw new StartupException($"The engine could not open {_folder.Path}; its reason is in the lines above.");
            }
        }
        finally
        {
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
        }
    }

    private string ReadVersion()
    {
        using var connection = Connect();
        using var result = connection.Execute("SELECT version()"u8, "TabSeparated", []);
        return Encoding.UTF8.GetString(result.Bytes).Trim();
    }
}
