using System.Runtime.CompilerServices;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Native;

namespace OneLink.Analytics.Tests.Embedded;

/// <summary>
/// Loads the engine into a process of its own and tries what a foreign library's signal handlers would break. What fails
/// here takes the process with it, or hangs it, hence no test can do it in the runner's process.
/// </summary>
internal static class EngineProbe
{
    /// <summary>About a second, against a collection of a few milliseconds.</summary>
    private const long LoopRounds = 2_000_000_000;

    /// <summary>How far the loop has come; written without a call, which could be a place to stop at.</summary>
    private static long _round;

    public static int Main(string[] arguments)
    {
        if (arguments is not [var what, var library, var data])
        {
            return 2;
        }

        switch (what)
        {
            case "null-reference":
                using (Engine.Start(library, data, EngineLimits.ForThisMachine()))
                {
                    Console.WriteLine(CatchNullReferences(1000));
                }

                return 0;
            case "collect":
                using (Engine.Start(library, data, EngineLimits.ForThisMachine()))
                {
                    Console.WriteLine(CollectBesideALoop());
                }

                return 0;
            case "collect-unguarded":
                ConnectWithoutGuard(library, data);
                Console.WriteLine(CollectBesideALoop());
                return 0;
            default:
                return 2;
        }
    }

    private static int CatchNullReferences(int count)
    {
        var caught = 0;
        for (var round = 0; round < count; round++)
        {
            try
            {
                _ = Length(null!);
            }
            catch (NullReferenceException)
            {
                caught++;
            }
        }

        return caught;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Length(string text) => text.Length;
    }

    /// <summary>1 when a full collection ended while another thread still ran a loop without a call; 0 when it waited for the loop.</summary>
    private static int CollectBesideALoop()
    {
        var thread = new Thread(Loop) { IsBackground = true };
        thread.Start();
        SpinWait.SpinUntil(() => Volatile.Read(ref _round) > 0);
        GC.Collect();
        return thread.IsAlive ? 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop()
    {
        for (long round = 0; round < LoopRounds; round++)
        {
            _round = round;
        }
    }

    private static unsafe void ConnectWithoutGuard(string library, string data)
    {
        LibraryLocation.Load(library);
        LibChdb.chdb_set_signal_handlers_enabled(0);
        fixed (byte* name = "clickhouse\0"u8, path = System.Text.Encoding.UTF8.GetBytes($"--path={data}\0"))
        {
            var arguments = stackalloc byte*[] { name, path };
            if (LibChdb.chdb_connect(2, arguments) == null)
            {
                throw new InvalidOperationException("The engine did not open.");
            }
        }
    }
}
