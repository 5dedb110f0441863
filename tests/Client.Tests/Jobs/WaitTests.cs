namespace OneLink.Client.Tests.Jobs;

public sealed class WaitTests
{
    [Fact]
    public async Task Wait_JobThatGoesOn_IsAskedForLessAndLessOften()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) => LoopbackApi.JsonAsync(context, Job(isRunning: before < 9)));
        var clock = new HastyClock();
        using var client = api.Client(clock);

        var job = await client.Jobs.WaitAsync("job_1");

        Assert.True(job.HasEnded);
        Assert.Equal([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000], clock.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.All(api.Calls, call => Assert.Equal("/jobs/job_1", call.Target));
    }

    [Fact]
    public async Task Wait_ServerAwayForAMoment_GoesOn()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) =>
            before == 1 ? LoopbackApi.ProblemAsync(context, 503, "unavailable") : LoopbackApi.JsonAsync(context, Job(isRunning: before == 0)));
        using var client = api.Client();

        Assert.Equal("failed", (await client.Jobs.WaitAsync("job_1")).State);
    }

    private static string Job(bool isRunning)
        => $$$"""
        {"id":"job_1","kind":"link-import","state":"{{{(isRunning ? "running" : "failed")}}}","progress":{"rows":1,"bytes":2,"totalBytes":4,"percent":50},
         "counts":{"created":1,"updated":0,"skipped":0,"failed":0},"request":{"format":"csv"},"error":{{{(isRunning ? "null" : "\"gone\"")}}},"resultUrl":"/jobs/job_1/result",
         "createdAt":"2026-11-27T00:00:00.000Z","startedAt":"2026-11-27T00:00:00.000Z","finishedAt":{{{(isRunning ? "null" : "\"2026-11-27T00:00:01.000Z\"")}}}}
        """;
}
