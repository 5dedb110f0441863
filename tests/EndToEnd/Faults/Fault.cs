using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Faults;

/// <summary>Something that goes wrong while visitors come, and is over when the task ends.</summary>
/// <param name="Name">For the table.</param>
/// <param name="EndsEdge">Visits may break off, as their server is killed.</param>
/// <param name="InflictAsync">Does it.</param>
internal sealed record Fault(string Name, bool EndsEdge, Func<FaultRound, Task> InflictAsync)
{
    /// <summary>All that this machine can do.</summary>
    public static IReadOnlyList<Fault> Of(FaultInstallation installation)
    {
        List<Fault> faults =
        [
            new("kill -9 of an edge", EndsEdge: true, KillEdgeAsync),
            new("kill -9 of ClickHouse", EndsEdge: false, KillClickHouseAsync),
            new("kill -9 of both at once", EndsEdge: true, KillBothAsync),
            new("ClickHouse stands still (SIGSTOP)", EndsEdge: false, round => round.Installation.ClickHouse.PauseAsync(round.Between(0.5, 7))),
            new("ClickHouse refuses connections", EndsEdge: false, round => ProxyAsync(round, ProxyFault.Refuse)),
            new("ClickHouse never answers", EndsEdge: false, round => ProxyAsync(round, ProxyFault.Hang)),
            new("ClickHouse is slow", EndsEdge: false, round => ProxyAsync(round, ProxyFault.Slow)),
            new("connection cut within an insert", EndsEdge: false, round => ProxyAsync(round, ProxyFault.CutRequest)),
            new("connection cut before the answer", EndsEdge: false, round => ProxyAsync(round, ProxyFault.CutAnswer)),
            new("answer cut, then kill -9 of the edge", EndsEdge: true, CutAndKillAsync),
            new("502 from a gateway", EndsEdge: false, round => ProxyAsync(round, ProxyFault.BadGateway)),
        ];
        if (installation.SpoolDisk is not null)
        {
            faults.Add(new("disk full under the spool, ClickHouse away", EndsEdge: false, FillDiskAsync));
        }

        if (FaultInstallation.Clock is not null)
        {
            faults.Add(new("clock steps", EndsEdge: false, StepClockAsync));
        }

        return faults;
    }

    private static async Task KillEdgeAsync(FaultRound round)
    {
        var edge = round.AnyEdge();
        await edge.KillAsync();
        edge.Start();
        await edge.UntilReadyAsync();
    }

    private static async Task KillClickHouseAsync(FaultRound round)
    {
        var clickHouse = round.Installation.ClickHouse;
        await clickHouse.KillAsync();
        await Task.Delay(round.Between(0, 1));
        clickHouse.Start();
        await clickHouse.UntilReadyAsync();
    }

    private static async Task KillBothAsync(FaultRound round)
    {
        var edge = round.AnyEdge();
        await Task.WhenAll(round.Installation.ClickHouse.KillAsync(), edge.KillAsync());
        edge.Start();
        round.Installation.ClickHouse.Start();
        await Task.WhenAll(edge.UntilReadyAsync(), round.Installation.ClickHouse.UntilReadyAsync());
    }

    private static async Task CutAndKillAsync(FaultRound round)
    {
        var edge = round.AnyEdge();
        await round.Installation.Proxy.SetAsync(ProxyFault.CutAnswer);
        await Task.Delay(round.Between(0.3, 1.5));
        await edge.KillAsync();
        edge.Start();
        await Task.Delay(round.Between(0, 1));
        await round.Installation.Proxy.SetAsync(ProxyFault.None);
        await edge.UntilReadyAsync();
    }

    private static async Task ProxyAsync(FaultRound round, ProxyFault fault)
    {
        await round.Installation.Proxy.SetAsync(fault);
        await Task.Delay(round.Between(0.3, 3));
        await round.Installation.Proxy.SetAsync(ProxyFault.None);
    }

    /// <summary>Until clicks are dropped, and counted.</summary>
    private static async Task FillDiskAsync(FaultRound round)
    {
        var installation = round.Installation;
        await installation.Proxy.SetAsync(ProxyFault.Refuse);
        var filler = Path.Combine(installation.SpoolDisk!.Folder, "filler");
        await using (var file = File.Create(filler))
        {
            var block = new byte[64 * 1024];
            try
            {
                while (true)
                {
                    file.Write(block);
                    file.Flush();
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        var before = await DroppedAsync();
        await Eventually.TrueAsync(async () => await DroppedAsync() > before + 100, TimeSpan.FromSeconds(60), "a full disk makes the spool drop clicks");
        File.Delete(filler);
        await Eventually.TrueAsync(
            async () => await DroppedAsync() is var one && await SettledAsync() && await DroppedAsync() == one,
            TimeSpan.FromSeconds(20),
            "clicks are kept again once there is room");
        await installation.Proxy.SetAsync(ProxyFault.None);

        Task<long> DroppedAsync() => FaultInstallation.CounterAsync(installation.Edge, "onelink_edge_clicks_dropped_total");

        static async Task<bool> SettledAsync()
        {
            await Task.Delay(300);
            return true;
        }
    }

    private static async Task StepClockAsync(FaultRound round)
    {
        foreach (var step in (TimeSpan[])[round.Between(-5, 5), TimeSpan.FromHours(round.Random.Next(-30, 30)), TimeSpan.FromSeconds(-1), TimeSpan.Zero])
        {
            FaultInstallation.Clock!.Set(step);
            await Task.Delay(round.Between(0.2, 0.8));
        }
    }
}
