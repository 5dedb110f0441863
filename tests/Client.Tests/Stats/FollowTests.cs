using Microsoft.AspNetCore.Http;

namespace OneLink.Client.Tests.Stats;

public sealed class FollowTests
{
    [Fact]
    public async Task Follow_StreamThatEnds_IsTakenUpBehindTheLastClick()
    {
        await using var api = await LoopbackApi.StartAsync(async (context, before) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("retry: 2000\n\nevent: counters\ndata: {\"clicks\":0,\"bots\":0,\"prefetches\":0}\n\n");
            await context.Response.WriteAsync($"event: click\nid: id-{before}\ndata: {Click(before)}\n\n:\n\nevent: news\ndata: {{}}\n\nevent: skipped\ndata: {{\"clicks\":4}}\n\n");
        });
        using var client = api.Client();

        var events = await client.Stats.FollowAsync(["summer"]).Take(6).ToListAsync();

        Assert.Equal(["id-0", "id-1"], events.Where(seen => seen.Click is not null).Select(seen => seen.Id));
        Assert.Equal(4, events.Last().Skipped);
        Assert.Equal(0, events[0].Counters!.Clicks);
        Assert.Equal("/stats/live?link=summer", api.Calls[1].Target);
        Assert.False(api.Calls[0].Headers.ContainsKey("Last-Event-ID"));
        Assert.Equal("id-0", api.Calls[1].Headers["Last-Event-ID"]);
    }

    private static string Click(int number)
        => $$"""{"id":"{{number}}","time":"2026-11-27T00:00:00Z","linkId":"lnk_1","link":"go.acme.com/summer","kind":"human","trigger":"link","destination":"url","platform":"ios","country":null}""";
}
