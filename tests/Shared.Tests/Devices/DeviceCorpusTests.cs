using Xunit.Abstractions;

namespace OneLink.Shared.Tests.Devices;

/// <summary>The classifier against labelled user agents. Bars are a little under what is reached; docs/devices.md has the table.</summary>
public sealed class DeviceCorpusTests(ITestOutputHelper output)
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "Devices", "sample.jsonl");

    [Fact]
    public void Classify_Sample_ReachesTheBars()
    {
        var rows = LabelledDevice.Read(Sample);
        Assert.True(rows.Count >= 370, $"{rows.Count} rows");
        var score = DeviceScore.Of(rows);
        output.WriteLine(score.ToString());
        Assert.True(score is { Platform: >= 99.8, DeviceClass: >= 99, InAppRecall: >= 99, BotPrecision: >= 99, BotRecall: >= 99 }, score.ToString());
    }

    [Fact]
    public void Classify_Corpus_ReachesTheBars()
    {
        // The corpus is not part of the repository. Without it the sample stands in, so that the rules are applied to something.
        var rows = LabelledDevice.Read(Corpus() ?? Sample);
        var all = DeviceScore.Of(rows);
        var recent = DeviceScore.Of(rows, recentOnly: true);
        output.WriteLine($"all: {all}");
        output.WriteLine($"recent: {recent}");
        Assert.True(all is { Platform: >= 99, DeviceClass: >= 97.5, InAppRecall: >= 99.5, BotPrecision: >= 98, BotRecall: >= 98.5 }, all.ToString());
        Assert.True(recent is { Platform: >= 99.8, DeviceClass: >= 98.5 }, recent.ToString());
    }

    /// <summary>The corpus beside the repository, or where <c>ONELINK_SHARED</c> says.</summary>
    private static string? Corpus()
    {
        var shared = Environment.GetEnvironmentVariable("ONELINK_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); shared is null && folder is not null; folder = folder.Parent)
        {
            shared = File.Exists(Path.Combine(folder.FullName, "OneLink.sln")) ? Path.Combine(folder.FullName, "..", "shared") : null;
        }

        var path = Path.Combine(shared ?? string.Empty, "corpora", "ua", "dev.jsonl.gz");
        return File.Exists(path) ? path : null;
    }
}
