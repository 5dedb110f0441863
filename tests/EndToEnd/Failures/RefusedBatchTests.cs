using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Failures;

/// <summary>Somebody changed the table: ClickHouse refuses batches for what they are. They are set aside, and sent again when told to.</summary>
[Collection(EdgeBuild.Native)]
public sealed class RefusedBatchTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Refuse_ColumnRenamedAndNamedBack_EveryClickIsRecordedOnceAfterTheRedrive()
    {
        var link = await Installation.PublishAsync(new { slug = "refused", url = "https://example.com/" });
        using var table = new ClickTable(Installation.Credentials);
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, [link.Slug]);
        await load.UntilAnsweredAsync(500);

        await table.AlterAsync("RENAME COLUMN slug TO slug_renamed");
        await Eventually.TrueAsync(async () => await CountAsideAsync() > 0, TimeSpan.FromSeconds(30), "a refused batch is set aside");
        var (code, told) = await Installation.RunEdgeAsync("spool", "inspect");
        Assert.Equal(0, code);
        Assert.Contains("NO_SUCH_COLUMN", told, StringComparison.Ordinal);

        await table.AlterAsync("RENAME COLUMN slug_renamed TO slug");
        await load.UntilAnsweredAsync(500);
        await load.StopAsync();
        Assert.Empty(load.Unexpected);
        Assert.Equal((0, 0), (load.Refused, load.Unanswered.Count));

        // The batch that was under way may still be set aside after the column is back.
        await Eventually.TrueAsync(
            async () => (await Installation.RunEdgeAsync("spool", "redrive")).ExitCode == 0 && await CountAsideAsync() == 0,
            TimeSpan.FromSeconds(20),
            "every batch set aside is taken");
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, [link.Slug]);
    }

    private async Task<int> CountAsideAsync()
    {
        using var answer = await Installation.Edge.GetAsync("/metrics");
        var line = (await answer.Content.ReadAsStringAsync()).Split('\n').Single(text => text.StartsWith("onelink_edge_aside_batches ", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
