using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Links.Search;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links.Search;

public sealed class SearchTests
{
    [Fact]
    public async Task List_Search_FindsEveryFieldAtOnceAndFollowsChanges()
    {
        await using var server = await AdminServer.StartAsync();
        var client = server.Client;
        await client.PostAsync("/links", """
            {"url":"https://acme.com/spring","slug":"mammoth","title":"Winter coats","notes":"for Zoë","tags":["outerwear"],"externalId":"crm-77"}
            """);

        foreach (var text in new[] { "spring", "mammoth", "winter coa", "zoe", "outerw", "crm-77", "https://acme.com/spring", "coats mammoth" })
        {
            Assert.Equal(["mammoth"], await SlugsAsync(client, text));
        }

        await client.PatchAsync("/links/mammoth", """{"url":"https://acme.com/autumn","tags":null}""");
        Assert.Empty(await SlugsAsync(client, "spring"));
        Assert.Empty(await SlugsAsync(client, "outerwear"));
        Assert.Equal(["mammoth"], await SlugsAsync(client, "autumn"));

        await client.DeleteJsonAsync("/links/mammoth");
        Assert.Empty(await SlugsAsync(client, "autumn"));
    }

    [Fact]
    public async Task List_SearchOfAnotherAccount_FindsNothing()
    {
        await using var server = await AdminServer.StartAsync();
        using var other = await OtherAccount.JoinAsync(server, "other.example");
        await server.Client.PostAsync("/links", """{"url":"https://acme.com/secretword"}""");

        Assert.Empty(await SlugsAsync(other, "secretword"));
    }

    [Fact]
    public async Task List_SearchWithoutAWord_IsRefused()
    {
        await using var server = await AdminServer.StartAsync();

        Assert.Equal(["search"], (await server.Client.GetJsonAsync("/links?search=%21%21")).ErrorPaths());
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetJsonAsync("/links?search=")).Status);

        // It must not pass for a condition that every link fulfils.
        Assert.Equal(["filter"], (await server.Client.PostAsync("/links/bulk-delete", """{"filter":{"search":" "}}""")).ErrorPaths());
    }

    [Fact]
    public async Task Backfill_LinksFromBeforeTheIndex_AreFoundMeanwhileAndAfter()
    {
        await using var server = await AdminServer.StartAsync();
        var links = new JsonArray([.. Enumerable.Range(0, 2_500).Select(i => new JsonObject { ["url"] = $"https://acme.com/w{i}", ["slug"] = $"s{i}" })]);
        await server.Client.PostAsync("/links", links.ToJsonString());
        var database = server.Services.GetRequiredService<IDatabase>();
        var index = server.Services.GetRequiredService<IWordIndex>();
        await database.WriteAsync(
            async scope =>
            {
                foreach (var id in await scope.QueryAsync<long>("SELECT id FROM links"))
                {
                    await index.RemoveAsync(scope, id);
                }

                return await scope.ExecuteAsync("UPDATE link_words_state SET unindexed_through = (SELECT MAX(id) FROM links)");
            },
            CancellationToken.None);

        using var backfill = new WordsBackfill(database, index, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<WordsBackfill>.Instance);
        Assert.Empty(await SlugsAsync(server.Client, "w1234"));
        await backfill.StartAsync(CancellationToken.None);
        var deadline = TimeProvider.System.GetTimestamp();
        while (!backfill.IsComplete && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(20);
        }

        Assert.True(backfill.IsComplete);
        Assert.Equal(["s1234"], await SlugsAsync(server.Client, "w1234"));
        Assert.Equal(["s0"], await SlugsAsync(server.Client, "s0"));
        await backfill.StopAsync(CancellationToken.None);
    }

    private static async Task<IReadOnlyList<string>> SlugsAsync(HttpClient client, string search)
        => [.. (await client.GetJsonAsync("/links?search=" + Uri.EscapeDataString(search))).Body!["data"]!.AsArray().Select(link => link!["slug"]!.GetValue<string>())];
}
