using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.Links.List;
using OneLink.Admin.Links.Search;
using OneLink.Admin.Stats.Counts;
using OneLink.Admin.Tests.Hosting;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Tests.Links.List;

/// <summary>Every list shows exactly the links that fit, each once and in order, however little a page may read.</summary>
public sealed class ListQueriesTests
{
    private const int LinkCount = 240;

    private static readonly string[] Words = ["summer", "summit", "sale", "zürich", "東京タワー", "🦣", "2026"];
    private static readonly string[] Searches = ["sum", "summer", "summer sal", "SALE", "zurich", "東京", "タワー", "🦣", "202", "nothing", "acme summ"];

    [Fact]
    public async Task Pages_AnyQuery_HoldWhatFitsInOrder()
    {
        await using var server = await AdminServer.StartAsync();
        await CreateAsync(server);
        var domains = await server.Services.GetRequiredService<DomainRepository>().OfAccountAsync(1, CancellationToken.None);
        var all = new List<StoredLink>();
        await foreach (var page in server.Services.GetRequiredService<LinkListing>().PagesAsync(1, new LinkQuery { Limit = 1_000 }, CancellationToken.None))
        {
            all.AddRange(page);
        }

        Assert.Equal(LinkCount, all.Count);
        Prop.ForAll(Queries(domains, all).ToArbitrary(), Budgets().ToArbitrary(), (query, budget) =>
        {
            var expected = all.Where(link => Fits(query, link)).Order(new LinkOrder(query.Sort)).Select(link => link.Slug);
            var shown = WalkAsync(server, query, budget).GetAwaiter().GetResult();
            return expected.SequenceEqual(shown, StringComparer.Ordinal).Label($"{query}, {budget}: {string.Join(' ', shown)}");
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(AdminServer server, LinkQuery query, ListBudget budget)
    {
        var search = new LinkSearch(
            server.Services.GetRequiredService<IWordIndex>(), server.Services.GetRequiredService<WordsBackfill>(), budget);
        var listing = new LinkListing(server.Services.GetRequiredService<IDatabase>(), search, budget);
        var slugs = new List<string>();
        await foreach (var page in listing.PagesAsync(1, query, CancellationToken.None))
        {
            Assert.InRange(page.Count, 0, query.Limit);
            slugs.AddRange(page.Select(link => link.Slug));
        }

        return slugs;
    }

    private static bool Fits(LinkQuery query, StoredLink link)
        => (query.Domain is null || query.Domain.Id == link.DomainId)
            && (query.Tag is null || link.Content.Tags.Contains(query.Tag, StringComparer.Ordinal))
            && (query.Enabled is null || query.Enabled == link.Content.Enabled)
            && (query.ExternalId is null || string.Equals(query.ExternalId, link.Content.ExternalId, StringComparison.Ordinal))
            && link.Id.Value >= (query.IdsFrom ?? 0) && link.Id.Value < (query.IdsBelow ?? long.MaxValue)
            && (query.Search is null || query.Search.Matches(LinkWords.Of(link)));

    private static Gen<ListBudget> Budgets()
        => from walked in Gen.Choose(1, 40)
           from words in Gen.Choose(1, 40)
           from sorted in Gen.Choose(1, 40)
           from rare in Gen.Elements(2, 30, 1_000)
           select new ListBudget(walked, words, sorted, rare);

    private static Gen<LinkQuery> Queries(AccountDomains domains, IReadOnlyList<StoredLink> all)
        => from sort in Gen.Elements(LinkSort.All.ToArray())
           from limit in Gen.Choose(1, 50)
           from domain in Gen.Frequency((2, Gen.Constant<LinkDomain?>(null)), (1, Gen.Elements(domains.All.Cast<LinkDomain?>().ToArray())))
           from tag in Gen.Frequency((2, Gen.Constant<string?>(null)), (1, Gen.Elements("common", "rare", "none").Select(text => (string?)text)))
           from enabled in Gen.Elements<bool?>(null, null, true, false)
           from external in Gen.Frequency((20, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("x7")))
           from idsFrom in Gen.Frequency((2, Gen.Constant<long?>(null)), (1, Gen.Elements(all.Select(link => (long?)link.Id.Value).ToArray())))
           from idsBelow in Gen.Frequency((2, Gen.Constant<long?>(null)), (1, Gen.Elements(all.Select(link => (long?)link.Id.Value).ToArray())))
           from search in Gen.Frequency((1, Gen.Constant<string?>(null)), (1, Gen.Elements(Searches).Select(text => (string?)text)))
           select new LinkQuery
           {
               Sort = sort,
               Limit = limit,
               Domain = domain,
               Tag = tag,
               Enabled = enabled,
               ExternalId = external,
               IdsFrom = idsFrom,
               IdsBelow = idsBelow,
               Search = search is null ? null : SearchText.Of(search),
           };

    private static async Task CreateAsync(AdminServer server)
    {
        await server.Client.PostAsync("/domains", """{"host":"other.example","caseSensitive":false}""");
        var links = new JsonArray();
        for (var i = 0; i < LinkCount; i++)
        {
            var link = new JsonObject
            {
                ["url"] = $"https://acme.com/{i % 9}/{Words[i % Words.Length]}",
                ["slug"] = $"{(i % 4 == 0 ? "Ä" : "s")}{i * 7919 % LinkCount}{(i % 11 == 0 ? "𐌀" : i % 13 == 0 ? "｡ﾟ"[1..] : "")}",
                ["title"] = i % 3 == 0 ? Words[i * 5 % Words.Length] : null,
                ["notes"] = i % 17 == 0 ? "a note of the sale" : null,
                ["enabled"] = i % 10 != 3,
                ["externalId"] = $"x{i}",
                ["tags"] = new JsonArray([.. (i % 2 == 0 ? ["common"] : Array.Empty<string>()).Concat(i % 29 == 0 ? ["rare"] : []).Select(tag => JsonValue.Create(tag))]),
            };
            if (i % 3 == 1)
            {
                link["domain"] = "other.example";
            }

            links.Add(link);
        }

        var created = await server.Client.PostAsync("/links", links.ToJsonString());
        Assert.Equal(LinkCount, created.Body!["created"]!.GetValue<int>());

        var ids = created.Body["results"]!.AsArray().Select(result => LinkId.TryParse(result!["link"]!["id"]!.GetValue<string>(), out var id) ? id.Value : 0);
        var account = server.Credentials["accountId"]!.GetValue<uint>();
        var counts = ids.Select((id, i) => new LinkCount(new LinkKey(account, (ulong)id), i % 5, DateTimeOffset.UnixEpoch.AddSeconds(i % 7))).Where((_, i) => i % 4 != 0);
        await server.Services.GetRequiredService<LinkCountStore>().SaveAsync([.. counts], static _ => Task.CompletedTask, CancellationToken.None);
    }
}
