using System.Text;
using OneLink.Client.Jobs;
using OneLink.Client.Links;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Links;

[Collection(AdminApiGroup.Name)]
public sealed class ImportTests(AdminApi api)
{
    [Fact]
    public async Task Import_Csv_EachRowHasItsResult()
    {
        var seen = new List<Job>();
        var begun = await ImportAsync("url,slug\r\nhttps://acme.com/1,csv-1\r\nnot a url,csv-2\r\n");
        var job = await api.Client.Jobs.WaitAsync(begun.Id, new Told(seen));

        Assert.Equal(("link-import", "completed", true), (job.Kind, job.State, job.HasEnded));
        Assert.Equal(new JobCounts(Created: 1, Updated: 0, Skipped: 0, Failed: 1), job.Counts);
        Assert.Equal((2, 100), (job.Progress.Rows, job.Progress.Percent));
        Assert.Equal(job.Id, seen[^1].Id);
        var rows = await api.Client.Jobs.ListRowsAsync(job.Id).ToListAsync();
        Assert.Equal([(1L, "created"), (2L, "failed")], rows.Select(row => (row.Row, row.Result)));
        Assert.Equal((await api.Client.Links.GetAsync("csv-1")).Id, rows[0].Id);
        Assert.EndsWith("/csv-1", rows[0].ShortUrl, StringComparison.Ordinal);
        Assert.Null(rows[0].Reason);
        Assert.Contains("url", rows[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Ndjson_TakesWhatExportsGive()
    {
        var job = await DoneAsync("""{"url":"https://acme.com/n","slug":"nd-1","tags":["nd"]}""" + "\n", new ImportOptions { Ndjson = true });

        Assert.Equal(1, job.Counts.Created);
        Assert.Equal(["nd"], (await api.Client.Links.GetAsync("nd-1")).Tags);
    }

    [Fact]
    public async Task Import_Columns_FillTheFieldsTheyAreMappedTo()
    {
        var job = await DoneAsync("Address,Short,Owner\nhttps://acme.com/c,map-1,me\n", new ImportOptions
        {
            Columns = new Dictionary<string, string?> { ["Address"] = "url", ["Short"] = "slug", ["Owner"] = null },
        });

        Assert.Equal(1, job.Counts.Created);
        Assert.Equal("https://acme.com/c", (await api.Client.Links.GetAsync("map-1")).Url);
    }

    [Fact]
    public async Task Import_Preset_KnowsTheServicesColumns()
    {
        var job = await DoneAsync("Short URL,Original URL,Title\nhttps://short.example/short-io-1,https://acme.com/s,From elsewhere\n", new ImportOptions { Preset = "shortio" });

        Assert.Equal((1, 0), (job.Counts.Created, job.Counts.Failed));
        Assert.Equal("https://acme.com/s", (await api.Client.Links.GetAsync("short-io-1")).Url);
    }

    [Fact]
    public async Task Import_DryRun_KeepsNothing()
    {
        var job = await DoneAsync("url,slug\nhttps://acme.com/,dry-1\n", new ImportOptions { DryRun = true });

        Assert.Equal(1, job.Counts.Created);
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Links.GetAsync("dry-1"));
    }

    [Theory]
    [InlineData("fail", 0, 0, 1, "https://acme.com/before")]
    [InlineData("skip", 0, 1, 0, "https://acme.com/before")]
    [InlineData("update", 1, 0, 0, "https://acme.com/after")]
    public async Task Import_SlugThatIsTaken_IsDoneWithAsAsked(string onConflict, long updated, long skipped, long failed, string url)
    {
        var slug = "conflict-" + onConflict;
        await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/before", Slug = slug });

        var job = await DoneAsync($"url,slug\nhttps://acme.com/after,{slug}\n", new ImportOptions { OnConflict = onConflict });

        Assert.Equal(new JobCounts(Created: 0, updated, skipped, failed), job.Counts);
        Assert.Equal(url, (await api.Client.Links.GetAsync(slug)).Url);
    }

    [Fact]
    public async Task Import_UnknownPresetAndDomain_AreRefusedTogether()
    {
        var failure = await Assert.ThrowsAsync<InvalidFieldsException>(
            () => ImportAsync("url\nhttps://acme.com/\n", new ImportOptions { Preset = "nobody", Domain = "else.example" }));

        Assert.Equal(["domain", "preset"], failure.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_StreamThatCannotSeek_IsSentWhileItIsRead()
    {
        using var file = new MemoryStream("skipped,url\n,https://acme.com/pipe\n"u8.ToArray());
        await using var once = new OnceStream(file);

        var job = await api.Client.Jobs.WaitAsync((await api.Client.Links.ImportAsync(once, new ImportOptions { Columns = new Dictionary<string, string?> { ["skipped"] = null } })).Id);

        Assert.Equal(1, job.Counts.Created);
        Assert.False(once.IsClosed);
    }

    private async Task<Job> ImportAsync(string text, ImportOptions? options = null)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await api.Client.Links.ImportAsync(file, options);
    }

    private async Task<Job> DoneAsync(string text, ImportOptions options) => await api.Client.Jobs.WaitAsync((await ImportAsync(text, options)).Id);

    /// <summary>Remembers at once, where <see cref="Progress{T}"/> would post it.</summary>
    private sealed class Told(List<Job> seen) : IProgress<Job>
    {
        public void Report(Job value) => seen.Add(value);
    }
}
