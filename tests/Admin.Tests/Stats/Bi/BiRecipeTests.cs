using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Stats.Bi;

/// <summary>The requests and snippets of docs/bi.md, each as it stands there, but for address and key.</summary>
public sealed class BiRecipeTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    /// <summary>What breaks a careless CSV: a separator, a quote, a line break and what a spreadsheet would run.</summary>
    private const string Odd = "=SUM(1,2)\"\n+x";

    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Requests_OfTheDocument_AreAnswered()
    {
        await ClickedAsync();
        var requests = BiDocument.Blocks("http");

        Assert.True(requests.Count >= 6);
        foreach (var text in requests)
        {
            var (status, answer, _) = await SendAsync(text);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"{text}: {answer}");
            Assert.NotEmpty(answer);
        }
    }

    [PandasFact]
    public async Task Pandas_ItsSnippet_MakesAFrameWithTimesAndNumbers()
    {
        await ClickedAsync();

        var printed = await InFolderAsync(folder => BiProgram.RunAsync(
            folder, BiProgram.Python, "-c", Here(BiDocument.Blocks("python").Single()) + "\nprint(frame.dtypes['time'], frame.dtypes['clicks'], len(frame))"));

        Assert.Matches(@"(?m)^DE +\d+$", printed);
        Assert.Contains("datetime64[ns, UTC] int64", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DuckDb_ItsSnippets_ReadCsvAndNdjsonWithTheirTypes()
    {
        await ClickedAsync();
        var snippets = BiDocument.Blocks("sh").Where(block => block.Contains("| duckdb", StringComparison.Ordinal) || block.Contains("duckdb -c", StringComparison.Ordinal)).ToList();

        var printed = await InFolderAsync(async folder =>
        {
            await InstallDuckDbAsync(folder);
            var printed = new StringBuilder();
            foreach (var snippet in snippets.Append(TypesSnippet))
            {
                printed.Append(await BiProgram.RunAsync(folder, "bash", "-euo", "pipefail", "-c", Here(snippet)));
            }

            return printed.ToString();
        });

        Assert.Equal(2, snippets.Count);
        Assert.Matches(@"(?m)^DE,[1-9]\d*$", printed);
        Assert.Matches(@"(?m)^human,[1-9]\d*,20..-..-.. ", printed);
        Assert.Contains("TIMESTAMP WITH TIME ZONE,BIGINT,'=SUM(1\\,2)\"\\n+x", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportData_ItsAddress_IsCsvForWhoeverHasItUntilTheFeedIsDeleted()
    {
        await ClickedAsync();
        var (_, answer, _) = await SendAsync(BiDocument.Blocks("http").Single(block => block.StartsWith("POST /feeds", StringComparison.Ordinal)));
        var feed = JsonNode.Parse(answer)!;
        var address = Regex.Match(BiDocument.Blocks("").Single(), "^=IMPORTDATA\\(\"(?<address>.*)\"\\)\n$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["address"].Value;
        Assert.Matches($"^{Regex.Escape(address).Replace("…", "[A-Za-z0-9_-]+", StringComparison.Ordinal)}$", BiDocument.Origin + new Uri(feed["url"]!.GetValue<string>()).PathAndQuery);

        // As Google asks: no credentials, no cookies, no header of ours.
        using var anybody = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _server.Admin.BaseAddress };
        using var response = await anybody.GetAsync(new Uri(new Uri(feed["url"]!.GetValue<string>()).PathAndQuery, UriKind.Relative));
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        await _server.Admin.Client.DeleteJsonAsync("/feeds/" + feed["id"]!.GetValue<string>());
        using var gone = await anybody.GetAsync(response.RequestMessage!.RequestUri);

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("time,country,clicks,uniqueVisitors,bots", lines[0]);
        Assert.Contains(lines, line => line.Contains(",DE,", StringComparison.Ordinal));
        Assert.All(lines.SkipLast(1), line => Assert.DoesNotMatch("^[=+@-]", line));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    /// <summary>Power Query asks without credentials first and offers those ways that the answer names.</summary>
    [Fact]
    public async Task PowerBi_ItsRequest_AsksForBasicAndHasTimesWithOffsets()
    {
        await ClickedAsync();
        var path = Target(BiDocument.Blocks("http").Single(block => block.Contains("timezone=Europe/Berlin", StringComparison.Ordinal)));
        using var anybody = new HttpClient { BaseAddress = _server.Admin.BaseAddress };
        using var challenge = await anybody.GetAsync(new Uri(path, UriKind.Relative));
        var lines = (await _server.Admin.Client.GetStringAsync(new Uri(path, UriKind.Relative))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (challenge.StatusCode, challenge.Headers.WwwAuthenticate.Single().Scheme));
        Assert.All(lines.Skip(1), line => Assert.Matches("\\+0[12]:00$", line.Split(',')[0]));
        Assert.All(lines.Skip(1), line => DateTimeOffset.ParseExact(line.Split(',')[0], "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    /// <summary>Grafana writes <c>${__from:date:iso}</c> with milliseconds, and Infinity escapes them.</summary>
    [Fact]
    public async Task Grafana_ItsRequests_TakeTheDashboardsRangeAndAreCheapToPoll()
    {
        await ClickedAsync();
        var requests = BiDocument.Blocks("http");
        var now = DateTimeOffset.UtcNow;
        var rows = Regex.Replace(
            Target(requests.Single(block => block.Contains("shape=rows", StringComparison.Ordinal))),
            "from=[^&]+&to=[^&]+",
            $"from={Uri.EscapeDataString(Iso(now.AddHours(-2)))}&to={Uri.EscapeDataString(Iso(now.AddHours(1)))}",
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        var answer = await _server.GetAsync(rows);
        Assert.All(answer["rows"]!.AsArray(), row => DateTimeOffset.Parse(row!["time"]!.GetValue<string>(), CultureInfo.InvariantCulture));
        Assert.Contains(answer["rows"]!.AsArray(), row => row!["platform"]!.GetValue<string>() == "ios" && row["clicks"]!.GetValue<int>() > 0);

        var poll = requests.Single(block => block.Contains("period=today", StringComparison.Ordinal));
        var (_, _, tag) = await SendAsync(poll);
        var (again, empty, _) = await SendAsync(poll, tag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (again, empty));
    }

    [Theory]
    [InlineData("SELECT count() FROM bi_clicks")]
    [InlineData("SELECT count() FROM bi_links")]
    [InlineData("SELECT count() FROM bi_daily")]
    public async Task Views_OfTheDocument_CanBeRead(string sql) => Assert.NotEmpty(await _server.QueryAsync(sql));

    /// <summary>Beside the document's own: what becomes of a click's time, number and text.</summary>
    private const string TypesSnippet = """
        curl -su KEY:SECRET 'https://onelink.example/clicks?format=csv&period=7d' |
          duckdb -c "SELECT any_value(typeof(time)), any_value(typeof(status)), any_value(replace(replace(utmTerm, chr(10), '\n'), ',', '\,')) FROM read_csv('/dev/stdin') WHERE utmTerm IS NOT NULL"
        """;

    private async Task ClickedAsync()
    {
        var link = (await _server.Admin.Client.GetJsonAsync("/links/summer")).Body is { } there && there["id"] is not null ? there : await _server.CreateLinkAsync("summer");
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "DE"), ("status", 302), ("utm_term", Odd))]);
    }

    private async Task<(HttpStatusCode Status, string Text, string? Tag)> SendAsync(string block, string? knownTag = null)
    {
        var lines = block.Split('\n', 2);
        using var request = new HttpRequestMessage(new HttpMethod(lines[0].Split(' ')[0]), Target(block));
        if (knownTag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", knownTag);
        }

        if (lines[1].Length > 0)
        {
            request.Content = new StringContent(lines[1], Encoding.UTF8, "application/json");
        }

        using var response = await _server.Admin.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.Tag);
    }

    private string Here(string snippet)
    {
        var (key, secret) = (_server.Admin.Credentials["apiKey"]!.GetValue<string>(), _server.Admin.Credentials["apiSecret"]!.GetValue<string>());
        return snippet.Replace(BiDocument.Origin, _server.Admin.BaseAddress.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("KEY:SECRET", $"{key}:{secret}", StringComparison.Ordinal)
            .Replace("olk_…", key, StringComparison.Ordinal)
            .Replace("ols_…", secret, StringComparison.Ordinal);
    }

    private static string Target(string block) => block.Split('\n')[0].Split(' ')[1];

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static async Task InstallDuckDbAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Stats", "Bi", "DuckDb")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await BiProgram.RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        var command = Path.Combine(folder, "duckdb");
        await File.WriteAllTextAsync(command, $"#!/bin/sh\nexec node '{folder}/duckdb.mjs' \"$@\"\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<string> InFolderAsync(Func<string, Task<string>> run)
    {
        var folder = Directory.CreateTempSubdirectory("onelink-bi-");
        try
        {
            return await run(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
