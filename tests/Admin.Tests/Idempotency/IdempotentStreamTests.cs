using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Idempotency;

/// <summary>NDJSON under an <c>Idempotency-Key</c>.</summary>
public sealed class IdempotentStreamTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private HttpClient Client => fixture.Server.Client;

    [Fact]
    public async Task Stream_Repeated_IsAnsweredAlikeAndStoredOnce()
    {
        var tag = Guid.NewGuid().ToString();
        var lines = Lines(tag, 0, 1_200) + "nonsense\n";

        var first = await SendAsync(lines, key: tag);
        var second = await SendAsync(lines, key: tag);

        Assert.Equal(1_201, first.Count);
        Assert.Equal(first, second);
        Assert.Equal(Enumerable.Range(0, 1_201), first.Select(Index));
        Assert.Equal(1_200, await CountAsync(tag));
    }

    [Fact]
    public async Task Stream_LongerThanTheFirst_GoesOnBehindIt()
    {
        var tag = Guid.NewGuid().ToString();
        var first = await SendAsync(Lines(tag, 0, 700), key: tag);
        var second = await SendAsync(Lines(tag, 0, 900), key: tag);

        Assert.Equal(first, second.Take(700));
        Assert.Equal(Enumerable.Range(0, 900), second.Select(Index));
        Assert.Equal(900, await CountAsync(tag));
    }

    [Fact]
    public async Task Stream_OfOtherLines_EndsWhereTheyDiffer()
    {
        var tag = Guid.NewGuid().ToString();
        await SendAsync(Lines(tag, 0, 10), key: tag);

        var other = await SendAsync(Lines(tag, 5, 10), key: tag);

        Assert.EndsWith("/idempotency-key-reused", JsonNode.Parse(Assert.Single(other))!["error"]!["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(10, await CountAsync(tag));
    }

    private static string Lines(string tag, int first, int count)
        => string.Concat(Enumerable.Range(first, count).Select(i => $$"""{"url":"https://acme.com/{{i}}","tags":["{{tag}}"]}""" + "\n"));

    private static int Index(string line) => JsonNode.Parse(line)!["index"]!.GetValue<int>();

    private async Task<IReadOnlyList<string>> SendAsync(string lines, string key)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        content.Headers.ContentType = new("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/links", UriKind.Relative)) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await Client.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<int> CountAsync(string tag)
    {
        var count = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Client.GetJsonAsync($"/links?limit=1000&tag={tag}&cursor={cursor}")).Body!;
            count += page["data"]!.AsArray().Count;
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        return count;
    }
}
