using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Http;

public sealed class UploadTests
{
    private const string Job =
        """
        {"id":"job_1","kind":"link-import","state":"queued","progress":{"rows":0,"bytes":0,"totalBytes":4,"percent":0},"counts":{"created":0,"updated":0,"skipped":0,"failed":0},
         "request":{},"error":null,"resultUrl":"/jobs/job_1/result","createdAt":"2026-11-27T00:00:00.000Z","startedAt":null,"finishedAt":null}
        """;

    [Fact]
    public async Task Upload_ThatCanSeek_IsSentAgainFromWhereItStood()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) =>
            before == 0 ? LoopbackApi.ProblemAsync(context, 503, "unavailable") : LoopbackApi.JsonAsync(context, Job));
        using var client = api.Client();
        using var file = new MemoryStream("before|url"u8.ToArray()) { Position = 7 };

        await client.Links.ImportAsync(file);

        Assert.Equal(["url", "url"], api.Calls.Select(call => call.Body));
        Assert.Equal(["3", "3"], api.Calls.Select(call => call.Headers["Content-Length"]));
        Assert.Single(api.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal));
        Assert.Equal("text/csv", api.Calls[0].Headers["Content-Type"]);
        Assert.True(file.CanRead);
    }

    [Fact]
    public async Task Upload_ThatCannotSeek_IsSentOnceItWasRead()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, 503, "unavailable"));
        using var client = api.Client();
        using var file = new MemoryStream("url"u8.ToArray());
        await using var once = new OnceStream(file);

        await Assert.ThrowsAsync<UnavailableException>(() => client.Links.ImportAsync(once));

        Assert.Equal("url", Assert.Single(api.Calls).Body);
    }

    [Fact]
    public async Task Upload_RefusedBeforeItIsRead_IsStillThereForAnotherTry()
    {
        var bodies = new List<string>();
        await using var api = await LoopbackApi.StartUnreadAsync(async (context, before) =>
        {
            if (before == 0)
            {
                await LoopbackApi.ProblemAsync(context, 429, "too-many-requests", "1");
                return;
            }

            bodies.Add((await ReceivedCall.ReadAsync(context.Request)).Body);
            await LoopbackApi.JsonAsync(context, Job);
        });
        using var client = api.Client();
        using var file = new MemoryStream("url"u8.ToArray());
        await using var once = new OnceStream(file);

        Assert.Equal("job_1", (await client.Links.ImportAsync(once)).Id);
        Assert.Equal(["url"], bodies);
    }

    [Fact]
    public async Task Upload_SlowerThanTheTimeout_IsWaitedFor()
    {
        await using var api = await LoopbackApi.StartAsync(Job);
        using var client = api.Client(TimeProvider.System, tries: 1, timeout: TimeSpan.FromSeconds(3));
        var pipe = new System.IO.Pipelines.Pipe();
        var import = client.Links.ImportAsync(pipe.Reader.AsStream());

        await Task.Delay(TimeSpan.FromSeconds(4));
        await pipe.Writer.WriteAsync("url"u8.ToArray());
        await pipe.Writer.CompleteAsync();

        Assert.Equal("job_1", (await import).Id);
    }

    [Fact]
    public async Task Upload_NotAnsweredInTime_IsATimeout()
    {
        var release = new TaskCompletionSource();
        await using var api = await LoopbackApi.StartAsync((_, _) => release.Task);
        using var client = api.Client(TimeProvider.System, tries: 1, timeout: TimeSpan.FromMilliseconds(200));
        using var file = new MemoryStream("url"u8.ToArray());

        await Assert.ThrowsAsync<TimeoutException>(() => client.Links.ImportAsync(file));
        release.SetResult();
    }
}
