using Microsoft.AspNetCore.Http;

namespace OneLink.Client.Tests.Stats;

public sealed class OrphanClickTests
{
    [Fact]
    public async Task Orphans_OfOneType_SayWhatWasAskedFor()
    {
        await using var api = await LoopbackApi.StartAsync(static async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""
                {"data":[{"id":"1","time":"2026-11-27T00:00:00Z","linkId":null,"link":null,"kind":"human","status":404,"type":"unknown_slug","domain":"go.acme.com","slug":"sumer"}],"nextCursor":null}
                """);
        });
        using var client = api.Client();

        var orphan = Assert.Single(await client.Stats.ListOrphanClicksAsync(["unknown_slug"]).ToListAsync());

        Assert.Equal(("unknown_slug", "go.acme.com", "sumer", null, 404), (orphan.Type, orphan.Domain, orphan.Slug, orphan.LinkId, orphan.Status));
        Assert.Contains("/clicks/orphans?", api.Calls[0].Target, StringComparison.Ordinal);
        Assert.Contains("type=unknown_slug", api.Calls[0].Target, StringComparison.Ordinal);
    }
}
