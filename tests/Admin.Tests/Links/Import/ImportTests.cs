using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links.Import;

public sealed class ImportTests
{
    private const string Csv = "text/csv";
    private const string Ndjson = "application/x-ndjson";

    [Theory]
    [InlineData("bitly", "3xYzAbC|https://acme.com/spring?utm_source=bitly|Spring \"sale\"|sale,spring|True acme-old|https://acme.com/old|||False", 1)]
    [InlineData("dub", "launch|https://acme.com/launch||launch,q1|True gone|https://acme.com/gone|||False", 0)]
    [InlineData("shortio", "shoes|https://acme.com/shoes|Shoes|shoes,new|True hats|https://acme.com/hats|||True", 0)]
    [InlineData("rebrandly", "docs|https://acme.com/docs|Docs|help,docs|True blog|https://acme.com/blog|Blog||True", 0)]
    [InlineData("shlink", "abc/def|https://acme.com/multi|Multi segment|one,two|True 🦣|https://acme.com/mammoth|||True", 0)]
    [InlineData("kutt", "cutty|https://acme.com/kutt|A kutt link||True bad|https://acme.com/banned|||False", 0)]
    [InlineData("yourls", "ozh|https://acme.com/ozh|Ozh's page||True 1a|https://acme.com/1a|=cmd()||True", 0)]
    public async Task Import_ExportOfAnotherService_BringsItsLinks(string preset, string links, int failed)
    {
        await using var server = await AdminServer.StartAsync();
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Links", "Import", "Exports", preset + ".csv"));

        var job = await ImportAsync(server.Client, file, Csv, "preset=" + preset);

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(failed, Count(job, "failed"));
        var page = (await server.Client.GetJsonAsync("/links?sort=createdAt")).Body!["data"]!.AsArray();
        Assert.Equal(links, string.Join(' ', page.Select(link => string.Join(
            '|', link!["slug"], link["url"], link["title"], string.Join(',', link["tags"]!.AsArray().Select(tag => tag!.GetValue<string>())), link["enabled"]!.GetValue<bool>()))));
    }

    [Fact]
    public async Task Import_ShortIo_KeepsExpiryAndStorePage()
    {
        await using var server = await AdminServer.StartAsync();
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Links", "Import", "Exports", "shortio.csv"));

        await ImportAsync(server.Client, file, Csv, "preset=shortio");

        var link = await server.Client.GetJsonAsync("/links/shoes");
        Assert.Equal("2099-05-05T10:00:00.000Z", link.Text("expiresAt"));
        Assert.Equal("https://apps.apple.com/app/id1", link.Body!["platforms"]!["ios"]!["fallbackUrl"]!.GetValue<string>());
    }

    [Fact]
    public async Task Import_RowsOfEveryKind_AreEachToldOf()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/links", """{"url":"https://acme.com/","slug":"taken"}""");
        const string rows = """
            url,slug,enabled,maxClicks,rules,unknown
            https://acme.com/1,one,no,3,"[{""when"":{""country"":[""DE""]},""then"":{""url"":""https://acme.com/de""}}]",x
            https://acme.com/2,taken,,,,
            javascript:alert(1),three,maybe,many,,
            https://acme.com/4,one,,,,
            https://acme.com/5,,,,nonsense,
            https://acme.com/6,,,,,,,too,many
            """;

        var job = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(rows), Csv);

        Assert.Equal((6, 1, 5), (job.Body!["progress"]!["rows"]!.GetValue<int>(), Count(job, "created"), Count(job, "failed")));
        var result = (await server.Client.GetStringAsync(new Uri(job.Text("resultUrl"), UriKind.Relative))).Split("\r\n");
        Assert.Equal("row,result,id,shortUrl,reason", result[0]);
        Assert.Matches("^1,created,lnk_[0-9a-z]{13},http://[^,]+/one,$", result[1]);
        Assert.Matches("^2,failed,,,\"?.*already has a link with the slug", result[2]);
        Assert.Contains("url ", result[3], StringComparison.Ordinal);
        Assert.Contains("enabled must be", result[3], StringComparison.Ordinal);
        Assert.Contains("maxClicks must be", result[3], StringComparison.Ordinal);
        Assert.Matches("^4,failed", result[4]);
        Assert.Equal("5,failed,,,\"rules must be JSON, with each name once.\"", result[5]);
        Assert.Contains("The row has 9 fields, but the header 6.", result[6], StringComparison.Ordinal);
        Assert.False((await server.Client.GetJsonAsync("/links/one")).Body!["enabled"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("fail", 0, 0, 0, 2, "Old")]
    [InlineData("skip", 0, 0, 2, 0, "Old")]
    [InlineData("update", 0, 2, 0, 0, "New")]
    public async Task Import_LinksThatAreThere_AsAskedFor(string onConflict, int created, int updated, int skipped, int failed, string title)
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/links", """
            [{"url":"https://acme.com/1","slug":"one","title":"Old","notes":"stay"},{"url":"https://acme.com/2","externalId":"x2","title":"Old"}]
            """);
        const string rows = "{\"url\":\"https://acme.com/n1\",\"slug\":\"one\",\"title\":\"New\"}\n\n{\"url\":\"https://acme.com/n2\",\"externalId\":\"x2\",\"title\":\"New\"}";

        foreach (var dryRun in new[] { true, false })
        {
            var job = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(rows), Ndjson, $"onConflict={onConflict}&dryRun={(dryRun ? "true" : "false")}");
            Assert.Equal((created, updated, skipped, failed), (Count(job, "created"), Count(job, "updated"), Count(job, "skipped"), Count(job, "failed")));
            var expected = dryRun ? "Old" : title;
            Assert.Equal(expected, (await server.Client.GetJsonAsync("/links/ext_x2")).Text("title"));
            Assert.Equal(expected, (await server.Client.GetJsonAsync("/links/one")).Text("title"));
        }

        Assert.Equal("stay", (await server.Client.GetJsonAsync("/links/one")).Text("notes"));
    }

    [Fact]
    public async Task Import_DryRun_KeepsNothingAndSeesWhatTheFileHasTwice()
    {
        await using var server = await AdminServer.StartAsync();
        var rows = new StringBuilder("url,slug\n");
        for (var i = 0; i < 1_200; i++)
        {
            rows.Append("https://acme.com/,s").Append(i % 1_100).Append('\n');
        }

        var job = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(rows.ToString()), Csv, "dryRun=true");

        Assert.Equal((1_100, 100), (Count(job, "created"), Count(job, "failed")));
        Assert.Empty((await server.Client.GetJsonAsync("/links")).Body!["data"]!.AsArray());
    }

    [Fact]
    public async Task Import_FormWithColumnsAndDomain_MapsAndPlaces()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/domains", """{"host":"other.example"}""");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"Target":"url","Label":"title","Owner":null,"Campaign":"utm.campaign"}"""), "columns" },
            { new ByteArrayContent(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Target\tLabel\tOwner\tCampaign\thttp\r\nhttps://acme.com/1\tGrüße\tme\tq1\t\r\n")).ToArray()), "file", "links.csv" },
            { new StringContent("other.example"), "domain" },
        };

        var accepted = await Answer.OfAsync(await server.Client.PostAsync(new Uri("/links/import", UriKind.Relative), form));
        var job = await FinishedAsync(server.Client, accepted);

        Assert.Equal(1, Count(job, "created"));
        var link = (await server.Client.GetJsonAsync("/links?domain=other.example")).Body!["data"]![0]!;
        Assert.Equal(("Grüße", "q1"), (link["title"]!.GetValue<string>(), link["utm"]!["campaign"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "", "columns")]
    [InlineData("", "", "file")]
    [InlineData("url\nx\n", "preset=bit", "preset")]
    [InlineData("url\nx\n", "columns=%7B%22x%22:%22title%22%7D", "columns.x")]
    [InlineData("url\nx\n", "columns=%7B%22url%22:%22ttle%22%7D", "columns.url")]
    [InlineData("url\nx\n", "columns=x", "columns")]
    [InlineData("url\nx\n", "dryrun=true", "dryrun")]
    [InlineData("url\nx\n", "onConflict=merge", "onConflict")]
    [InlineData("url\nx\n", "domain=unknown.example", "domain")]
    public async Task Import_WhatCannotBeImported_Is422AtOnce(string file, string query, string path)
    {
        await using var server = await AdminServer.StartAsync();

        var answer = await PostAsync(server.Client, Encoding.UTF8.GetBytes(file), Csv, query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal([path], answer.ErrorPaths());
        Assert.Empty((await server.Client.GetJsonAsync("/jobs")).Body!["data"]!.AsArray());
        Assert.Empty(Directory.GetFiles(Path.Combine(server.DataFolder, "admin", "jobs")));
    }

    [Fact]
    public async Task Import_WhatIsNoFile_IsRefused()
    {
        await using var server = await AdminServer.StartAsync();
        using var empty = new MultipartFormDataContent { { new StringContent("true"), "dryRun" } };

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(server.Client, "{}"u8.ToArray(), "application/json", "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer.OfAsync(await server.Client.PostAsync(new Uri("/links/import", UriKind.Relative), empty))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server.Client, "x"u8.ToArray(), "multipart/form-data", "")).Status);
        var cutOff = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nurl\nhttps://acme.com/"u8.ToArray();
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server.Client, cutOff, "multipart/form-data; boundary=b", "")).Status);
    }

    [Fact]
    public async Task Import_LinesThatAreNoLinks_FailOneByOne()
    {
        await using var server = await AdminServer.StartAsync();
        var rows = "nonsense\n[1]\n{\"url\":\"https://acme.com/" + new string('x', 1_100_000) + "\"}\n{\"url\":\"https://acme.com/last\"}\n";

        var job = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(rows), Ndjson);

        Assert.Equal((1, 3), (Count(job, "created"), Count(job, "failed")));
    }

    /// <summary>What only reading finds fails its row, not the import, also where the row is changed before it is read.</summary>
    [Fact]
    public async Task Import_RowsThatReadersStumbleOver_FailOneByOne()
    {
        await using var server = await AdminServer.StartAsync();
        const string Lines = """
            {"url":"https://acme.com/1","domain":"a.example","domain":"b.example","title":"x","title":"y"}
            {"url":"https://acme.com/2","domain":"\ud800"}
            {"url":"https://acme.com/3","domain":"a.example","title":"\ud800"}
            {"\ud800":1,"url":"https://acme.com/4","domain":"a.example"}
            {"url":"https://acme.com/5","domain":"a.example"}
            """;
        const string Rows = "url,utm,utm.source\nhttps://acme.com/1,\"{\"\"medium\"\":\"\"a\"\",\"\"medium\"\":\"\"b\"\"}\",mail\nhttps://acme.com/2,,mail\n";

        await server.Client.PostAsync("/domains", """{"host":"other.example"}""");
        var placed = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(Lines), Ndjson, "domain=other.example");
        var lines = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(Lines), Ndjson);
        var rows = await ImportAsync(server.Client, Encoding.UTF8.GetBytes(Rows), Csv);

        Assert.Equal(("completed", 2, 3), (placed.Text("state"), Count(placed, "created"), Count(placed, "failed")));
        Assert.Equal(("completed", 0, 5), (lines.Text("state"), Count(lines, "created"), Count(lines, "failed")));
        Assert.Equal(("completed", 1, 1), (rows.Text("state"), Count(rows, "created"), Count(rows, "failed")));
    }

    [Fact]
    public async Task Import_LinksDeletedMeanwhile_StayDeletedAndNothingFails()
    {
        await using var server = await AdminServer.StartAsync();
        var rows = new StringBuilder("url,slug\n");
        for (var i = 0; i < 6_000; i++)
        {
            rows.Append("https://acme.com/,d").Append(i).Append('\n');
        }

        var accepted = await PostAsync(server.Client, Encoding.UTF8.GetBytes(rows.ToString()), Csv, "");
        var deleted = 0;
        for (var i = 0; i < 40; i++)
        {
            var answer = await server.Client.PostAsync("/links/bulk-delete", """{"filter":{"enabled":true}}""");
            deleted += answer.Body!["deleted"]!.GetValue<int>();
        }

        var job = await FinishedAsync(server.Client, accepted);
        deleted += (await server.Client.PostAsync("/links/bulk-delete", """{"filter":{"enabled":true}}""")).Body!["deleted"]!.GetValue<int>();

        Assert.Equal((6_000, 0, 6_000), (Count(job, "created"), Count(job, "failed"), deleted));
    }

    internal static async Task<Answer> PostAsync(HttpClient client, byte[] file, string contentType, string query)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await Answer.OfAsync(await client.PostAsync(new Uri("/links/import?" + query, UriKind.Relative), content));
    }

    internal static async Task<Answer> ImportAsync(HttpClient client, byte[] file, string contentType, string query = "")
        => await FinishedAsync(client, await PostAsync(client, file, contentType, query));

    internal static int Count(Answer job, string name) => job.Body!["counts"]![name]!.GetValue<int>();

    internal static async Task<Answer> FinishedAsync(HttpClient client, Answer accepted)
    {
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        var path = accepted.Message.Headers.Location!.OriginalString;
        Assert.Equal("/jobs/" + accepted.Text("id"), path);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var job = await client.GetJsonAsync(path);
            if (job.Body!["finishedAt"] is not null)
            {
                return job;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(2), job.Body.ToJsonString());
            await Task.Delay(20);
        }
    }
}
