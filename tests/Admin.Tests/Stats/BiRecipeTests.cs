using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace OneLink.Admin.Tests.Stats;

/// <summary>The requests of docs/bi.md, each as it stands there.</summary>
public sealed partial class BiRecipeTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Requests_OfTheDocument_AreAnswered()
    {
        var link = await _server.CreateLinkAsync("summer");
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("country", "DE"))]);
        var blocks = Request().Matches(await File.ReadAllTextAsync(Document()));

        Assert.True(blocks.Count >= 8);
        foreach (Match block in blocks)
        {
            using var request = new HttpRequestMessage(new HttpMethod(block.Groups["method"].Value), block.Groups["target"].Value);
            if (block.Groups["body"].Value is { Length: > 0 } body)
            {
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            using var response = await _server.Admin.Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{block.Value}: {text}");
            Assert.NotEmpty(text);
        }
    }

    [Theory]
    [InlineData("SELECT count() FROM bi_clicks")]
    [InlineData("SELECT count() FROM bi_links")]
    [InlineData("SELECT count() FROM bi_daily")]
    public async Task Views_OfTheDocument_CanBeRead(string sql) => Assert.NotEmpty(await _server.QueryAsync(sql));

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OneLink.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "docs", "bi.md");
    }

    [GeneratedRegex("```http\n(?<method>[A-Z]+) (?<target>\\S+)\n(?<body>[^`]*)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Request();
}
