using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;

namespace OneLink.Client.Tests.Jobs;

public sealed class JobRowTests
{
    [Fact]
    public async Task Rows_AnyReasons_AreReadAsWritten()
    {
        var file = "";
        await using var api = await LoopbackApi.StartAsync((context, _) =>
        {
            context.Response.ContentType = "text/csv; charset=utf-8";
            return context.Response.WriteAsync(file);
        });
        using var client = api.Client();

        // Long ones cross the borders of what is read at once.
        var reasons = Gen.Elements(",", "\"", "\r\n", "\n", "é", "x", new string('y', 9_000)).ListOf().Select(string.Concat).ListOf();
        Prop.ForAll(reasons.ToArbitrary(), expected =>
        {
            file = "row,result,id,shortUrl,reason,later\r\n" + string.Concat(expected.Select((reason, i) => $"{i + 1},failed,,,\"{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\r\n"));
            var rows = client.Jobs.ListRowsAsync("job_1").ToListAsync().AsTask().GetAwaiter().GetResult();
            return rows.Select(row => (row.Row, row.Reason ?? "")).SequenceEqual(expected.Select((reason, i) => (i + 1L, reason)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("row,result,id,shortUrl,reason\r\n")]
    public async Task Rows_OfAJobThatHasDoneNone_AreNone(string file)
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => context.Response.WriteAsync(file));
        using var client = api.Client();

        Assert.Empty(await client.Jobs.ListRowsAsync("job_1").ToListAsync());
    }

    [Fact]
    public async Task Rows_LastLineWithoutAnEnd_IsRead()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => context.Response.WriteAsync("row,result,id,shortUrl,reason\n7,created,lnk_1,https://go.acme.com/a,"));
        using var client = api.Client();

        var row = Assert.Single(await client.Jobs.ListRowsAsync("job_1").ToListAsync());

        Assert.Equal((7, "created", "lnk_1", null), (row.Row, row.Result, row.Id, row.Reason));
    }
}
