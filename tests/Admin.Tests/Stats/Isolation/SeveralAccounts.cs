using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Links;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Stats.Isolation;

/// <summary>
/// Accounts that have everything alike: slugs, tags, external ids, visitors, times and most values of their clicks. What one
/// of them has alone carries its <see cref="Marks"/>. Some clicks of each are filed under a link of another account, which
/// no edge would do: the account of a row alone says whose it is.
/// </summary>
public sealed class SeveralAccounts : IAsyncLifetime
{
    internal const int Count = 3;

    internal static readonly DateTimeOffset First = new(2026, 3, 27, 0, 0, 0, TimeSpan.Zero);
    internal const int Minutes = 4 * 24 * 60;

    /// <summary>The first has the tag <c>own</c>.</summary>
    internal static readonly string[] Slugs = ["spring", "summer"];

    internal static readonly string[] Countries = ["DE", "US", ""];
    internal static readonly string[] Platforms = ["ios", "android"];

    private const int Clicks = 900;
    private const int Visitors = 40;
    private const int Seed = 20261127;

    private readonly List<(HttpClient Client, long Id, string Host, long[] Links)> _accounts = [];

    internal StatsServer Server { get; private set; } = null!;

    internal IReadOnlyList<OwnedClick> All { get; private set; } = [];

    internal HttpClient Client(int account) => _accounts[account].Client;

    internal long[] Links(int account) => _accounts[account].Links;

    /// <summary>Texts that only answers for the account may hold.</summary>
    internal IEnumerable<string> Marks(int account) => [Campaign(account), Referrer(account), _accounts[account].Host + "/"];

    internal static string Campaign(int account) => string.Create(CultureInfo.InvariantCulture, $"only-{account}");

    internal static string Referrer(int account) => string.Create(CultureInfo.InvariantCulture, $"only-{account}.example");

    public async Task InitializeAsync()
    {
        Server = await StatsServer.StartAsync(withClickHouse: true);
        for (var account = 0; account < Count; account++)
        {
            var host = string.Create(CultureInfo.InvariantCulture, $"short-{account}.example");
            _accounts.Add(await AccountAsync(await OtherAccount.JoinAsync(Server.Admin, host), host));
        }

        All = Make();
        await Server.InsertAsync("clicks", All.Select(Row));
        await Server.InsertAsync("conversions", All.Where(click => click.ConvertedAt is not null).Select(Conversion));
        await Until.TrueAsync(async () => await Server.QueryAsync("SELECT countIf(has(tags, 'own')) FROM links FINAL") == $"{Count}\n", "tags are known");
    }

    public async Task DisposeAsync()
    {
        _accounts.ForEach(account => account.Client.Dispose());
        await Server.DisposeAsync();
    }

    private async Task<(HttpClient Client, long Id, string Host, long[] Links)> AccountAsync(HttpClient client, string host)
    {
        var links = new List<long>();
        foreach (var slug in Slugs)
        {
            var link = new JsonObject { ["url"] = "https://acme.example/", ["slug"] = slug, ["externalId"] = slug };
            if (slug == Slugs[0])
            {
                link["tags"] = new JsonArray("own");
            }

            var made = await client.PostAsync("/links", link.ToJsonString());
            Assert.True(LinkId.TryParse(made.Text("id"), out var id), made.Problem);
            links.Add(id.Value);
        }

        var account = await Server.Admin.Services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT account_id FROM links WHERE id = @id", new { id = links[0] }), CancellationToken.None);
        return (client, account, host, [.. links]);
    }

    private List<OwnedClick> Make()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Clicks).Select(_ =>
        {
            var account = random.Next(Count);
            var time = First.AddMilliseconds(random.Next(Minutes * 60_000));
            var kind = Pick("human", "human", "human", "bot", "preview", "prefetch");
            var orphan = Pick("none", "none", "none", "none", "none", "none", "expired", "unknown_slug");
            var filedUnder = random.Next(20) == 0 ? (account + 1) % Count : account;
            return new OwnedClick
            {
                Id = Guid.NewGuid(),
                Account = account,
                Link = orphan == "unknown_slug" ? 0 : _accounts[filedUnder].Links[random.Next(Slugs.Length)],
                Time = time,
                Kind = kind,
                Orphan = orphan,
                Country = Pick(Countries),
                Platform = Pick(Platforms),
                Campaign = Pick("both", Campaign(account)),
                Referrer = Pick("both.example", Referrer(account)),
                Visitor = (ulong)(((time - First).Days * Visitors) + random.Next(1, Visitors)),
                ConvertedAt = kind == "human" && orphan == "none" && random.Next(5) == 0 ? time.AddMinutes(random.Next(600)) : null,
            };
        })];

        string Pick(params string[] values) => values[random.Next(values.Length)];
    }

    private Dictionary<string, object> Row(OwnedClick click) => new(StringComparer.Ordinal)
    {
        ["click_id"] = click.Id,
        ["account_id"] = _accounts[click.Account].Id,
        ["link_id"] = click.Link,
        ["domain_id"] = 1,
        ["ts"] = click.Time.ToUnixTimeMilliseconds(),
        ["kind"] = click.Kind,
        ["orphan"] = click.Orphan,
        ["trigger"] = "link",
        ["destination"] = "url",
        ["country"] = click.Country,
        ["platform"] = click.Platform,
        ["utm_campaign"] = click.Campaign,
        ["referrer"] = click.Referrer,
        ["visitor"] = click.Visitor,
    };

    private Dictionary<string, object> Conversion(OwnedClick click) => new(StringComparer.Ordinal)
    {
        ["account_id"] = _accounts[click.Account].Id,
        ["link_id"] = click.Link,
        ["conversion_id"] = click.Id,
        ["version"] = 1,
        ["type"] = "sale",
        ["occurred_at"] = click.ConvertedAt!.Value.ToUnixTimeMilliseconds(),
        ["clicked_at"] = click.Time.ToUnixTimeMilliseconds(),
        ["amount"] = "1",
        ["currency"] = "EUR",
        ["click_id"] = click.Id,
        ["country"] = click.Country,
        ["platform"] = click.Platform,
        ["utm_campaign"] = click.Campaign,
        ["referrer"] = click.Referrer,
    };
}
