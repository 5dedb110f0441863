using System.Globalization;
using System.Net.Sockets;
using OneLink.Bench.Feed;
using OneLink.Bench.Redirects;

namespace OneLink.Bench.Processes;

/// <summary>
/// What 10,000 connections that ask nothing cost the native edge: memory, processor time while nobody asks, and rate and
/// p99 of redirects with them and without, in turns. <c>./onelink load idle</c>; needs <c>wrk</c> and 10,500 open files a process.
/// </summary>
internal static class IdleConnections
{
    private const int Idle = 10_000;
    private const int Rounds = 7;
    private const int Seconds = 4;
    private const int Connections = 64;
    private const int Links = 10_000;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync()
    {
        await using FeedServer feed = await FeedServer.StartAsync(Links);
        await using EdgeProcess edge = await EdgeProcess.StartAsync(EdgeBuilds.Native, feed.Address);
        await edge.UntilReadyAsync();
        (long memoryWithout, long kernelWithout) = (edge.OwnMemory, KernelMemory());
        double cpuWithout = await CpuShareAsync(edge);
        List<Socket> idle = await OpenAsync(edge);
        (long memoryWith, long kernelWith) = (edge.OwnMemory, KernelMemory());
        double cpuWith = await CpuShareAsync(edge);
        Close(idle);

        await edge.AskAsync("plain", Links, Seconds, Connections);
        List<LoadRound> without = [];
        List<LoadRound> with = [];
        for (int i = 0; i < Rounds; i++)
        {
            without.Add(await edge.AskAsync("plain", Links, Seconds, Connections));
            idle = await OpenAsync(edge);
            with.Add(await edge.AskAsync("plain", Links, Seconds, Connections));
            int open = await edge.OpenConnectionsAsync();
            if (open < Idle)
            {
                throw new InvalidOperationException($"only {open} connections were still open");
            }

            Close(idle);
        }

        Console.WriteLine($"| medians of {Rounds} rounds | redirects/s | CPU a request, us | p99, ms | CPU while nobody asks, % of a core |");
        Console.WriteLine("|---|---|---|---|---|");
        Say("without", without, cpuWithout);
        Say($"with {Idle} idle connections", with, cpuWith);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(memoryWith - memoryWithout) / Idle} bytes of the process a connection, {(kernelWith - kernelWithout) / Idle} bytes of the kernel, both ends counted"));
        return 0;
    }

    /// <summary>Opens them, each answered once, and waits until the edge has looked around.</summary>
    private static async Task<List<Socket>> OpenAsync(EdgeProcess edge)
    {
        var open = new List<Socket>(Idle);
        while (open.Count < Idle)
        {
            open.Add(edge.Connect(out int status) is { } socket && status == 302 ? socket : throw new InvalidOperationException("The edge took no more connections."));
        }

        await Task.Delay(TimeSpan.FromSeconds(1.5));
        return open;
    }

    private static void Close(List<Socket> sockets) => sockets.ForEach(static socket => socket.Dispose());

    private static async Task<double> CpuShareAsync(EdgeProcess edge)
    {
        TimeSpan cpu = edge.Cpu;
        await Task.Delay(Watched);
        return (edge.Cpu - cpu) / Watched * 100;
    }

    /// <summary>Bytes that the kernel holds in objects: sockets of both ends, what epoll knows of them, open files.</summary>
    private static long KernelMemory()
    {
        string line = File.ReadLines("/proc/meminfo").Single(static line => line.StartsWith("Slab:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static void Say(string name, List<LoadRound> rounds, double cpu)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {RedirectMixes.Median(rounds, static r => r.Rate):N0} | {RedirectMixes.Median(rounds, static r => r.CpuMicroseconds):0.00} | {RedirectMixes.Median(rounds, static r => r.P99Ms):0.0} | {cpu:0.00} |"));
}
