using System.Diagnostics;
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
    /// <summary>Long enough to tell a collection that waits for the loop (the whole of it) from one that stops it.</summary>
    private const long LoopRounds = 6_000_000_000;

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

    /// <summary>Milliseconds of a full collection while another thread loops without a call.</summary>
    private static long CollectBesideALoop()
    {
        using var started = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            started.Set();
            Loop();
        })
        {
            IsBackground = true,
        };
        thread.Start();
        started.Wait();
        // Let it get into the loop.
        Thread.Sleep(50);
        var clock = Stopwatch.StartNew();
        GC.Collect();
        return clock.ElapsedMilliseconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Loop()
    {
        long sum = 0;
        for (long round = 0; round < LoopRounds; round++)
        {
            sum += round ^ (sum << 1);
        }

        return sum;
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
