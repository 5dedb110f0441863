using OneLink.Client.Audit;
using OneLink.Client.Domains;
using OneLink.Client.Events;
using OneLink.Client.Feeds;
using OneLink.Client.Keys;
using OneLink.Client.Links;
using OneLink.Client.Opens;
using OneLink.Client.Privacy;
using OneLink.Client.Sessions;
using OneLink.Client.Stats;

namespace OneLink.Client.Tests.Operations;

/// <summary>Calls of the client by the operation that each asks for, with everything set that it can say.</summary>
internal static class OperationCalls
{
    private const string Link = "summer";
    private const string Domain = "go.acme.com";

    private static readonly LinkInput Input = new() { Url = "https://acme.com/" };
    private static readonly LinkSelection Selection = LinkSelection.Of(Link);

    private static readonly LinkFilter Filter = new()
    {
        Domain = Domain,
        Tag = "sale",
        Search = "summer",
        ExternalId = "crm 42",
        Enabled = true,
        CreatedAfter = DateTimeOffset.UnixEpoch,
        CreatedBefore = DateTimeOffset.UnixEpoch,
    };

    private static readonly StatsQuery OfLink = new()
    {
        From = "2026-11-01",
        To = "2026-11-02",
        Period = "7d",
        Timezone = "Europe/Vienna",
        Interval = "day",
        WeekStart = "monday",
        GroupBy = ["country"],
        Pivot = ["country", "browser"],
        Compare = "previous",
        Conversions = true,
        VerdictBy = "reply",
        Bots = "include",
        Limit = 10,
        Filters = Filters(
            "country", "region", "platform", "osVersion", "deviceClass", "browser", "inApp", "referrer", "language", "variant", "rule", "destination", "trigger", "bot",
            "utmSource", "utmMedium", "utmCampaign", "utmTerm", "utmContent", "weekday", "hour"),
    };

    private static readonly StatsQuery OfAccount = OfLink with { Filters = OfLink.Filters!.Concat(Filters("link", "domain", "tag", "campaign", "contact")).ToDictionary(StringComparer.Ordinal) };

    public static IReadOnlyDictionary<string, IReadOnlyList<Func<OneLinkClient, Task>>> ByOperation { get; } = new Dictionary<string, IReadOnlyList<Func<OneLinkClient, Task>>>(StringComparer.Ordinal)
    {
        ["createKey"] = [client => client.Keys.CreateAsync(new ApiKeyInput { Name = "BI", Scopes = ["stats:read"] })],
        ["listKeys"] = [client => First(client.Keys.ListAsync())],
        ["getKey"] = [client => client.Keys.GetAsync("key_1")],
        ["updateKey"] = [client => client.Keys.UpdateAsync("key_1", new ApiKeyPatch { Name = "BI" })],
        ["revokeKey"] = [client => client.Keys.RevokeAsync("key_1")],
        ["rotateKey"] = [client => client.Keys.RotateAsync("key_1")],

        ["signIn"] = [client => client.Sessions.SignInAsync(new SignInInput { Email = "ada@acme.com", Password = "Correct-horse-7" })],
        ["getSession"] = [client => client.Sessions.GetAsync()],
        ["signOut"] = [client => client.Sessions.SignOutAsync()],
        ["listSessions"] = [client => First(client.Sessions.ListAsync())],
        ["endSession"] = [client => client.Sessions.EndAsync("ses_1")],
        ["getTotp"] = [client => client.Sessions.GetTotpAsync()],
        ["beginTotp"] = [client => client.Sessions.BeginTotpAsync("Correct-horse-7")],
        ["confirmTotp"] = [client => client.Sessions.ConfirmTotpAsync("492039")],
        ["renewTotpRecoveryCodes"] = [client => client.Sessions.RenewTotpRecoveryCodesAsync("Correct-horse-7", "492039")],
        ["disableTotp"] = [client => client.Sessions.DisableTotpAsync("Correct-horse-7", "492039")],
        ["endOtherSessions"] = [client => client.Sessions.EndOthersAsync()],

        ["listAudit"] =
        [
            client => First(client.Audit.ListAsync(
                new AuditQuery { Action = "link.updated", Target = "lnk_1", Actor = "key_1", CreatedAfter = DateTimeOffset.UnixEpoch, CreatedBefore = DateTimeOffset.UnixEpoch })),
        ],

        ["getLinkStats"] = [client => client.Stats.GetAsync(Link, OfLink, Domain), client => client.Stats.GetCsvAsync(Stream.Null, Link, OfLink, Domain)],
        ["getStats"] = [client => client.Stats.GetAsync(query: OfAccount), client => client.Stats.GetCsvAsync(Stream.Null, query: OfAccount)],
        ["listLinkClicks"] = [client => First(client.Stats.ListClicksAsync(Link, OfLink, Domain)), client => First(client.Stats.ExportClicksAsync(Link, OfLink, Domain))],
        ["listClicks"] = [client => First(client.Stats.ListClicksAsync(query: OfAccount)), client => First(client.Stats.ExportClicksAsync(query: OfAccount))],
        ["listOrphanClicks"] =
        [
            client => First(client.Stats.ListOrphanClicksAsync(["root"], OfAccount)), client => First(client.Stats.ExportOrphanClicksAsync(["root"], OfAccount)),
        ],
        ["followClicks"] = [client => First(client.Stats.FollowAsync([Link], "id-1"))],

        ["listDomains"] = [client => First(client.Domains.ListAsync())],
        ["createDomain"] = [client => client.Domains.CreateAsync(new DomainInput { Host = Domain })],
        ["getDomain"] = [client => client.Domains.GetAsync(Domain)],
        ["updateDomain"] = [client => client.Domains.UpdateAsync(Domain, new DomainPatch { Default = true })],
        ["deleteDomain"] = [client => client.Domains.DeleteAsync(Domain)],
        ["verifyDomain"] = [client => client.Domains.VerifyAsync(Domain)],

        ["listDeniedHosts"] = [client => First(client.DeniedHosts.ListAsync())],
        ["addDeniedHosts"] = [client => client.DeniedHosts.AddAsync(["bad.example"])],
        ["replaceDeniedHosts"] = [client => client.DeniedHosts.ReplaceAsync(["bad.example"])],
        ["deleteDeniedHost"] = [client => client.DeniedHosts.DeleteAsync("bad.example")],

        ["createLinks"] =
        [
            client => client.Links.CreateAsync(Input, ExistingLinks.Updated, "\"1\""),
            client => client.Links.CreateAsync([Input], atomic: true, ExistingLinks.Found),
            client => First(client.Links.CreateAsync(new[] { Input }.ToAsyncEnumerable(), ExistingLinks.Found)),
        ],
        ["listLinks"] = [client => First(client.Links.ListAsync(Filter, "slug")), client => First(client.Links.SearchAsync("summer"))],
        ["bulkUpdateLinks"] = [client => client.Links.BulkUpdateAsync(Selection, new LinkPatch { Enabled = false }, "cursor", Domain, "\"1\"")],
        ["bulkDeleteLinks"] = [client => client.Links.BulkDeleteAsync(Selection, "cursor", Domain, "\"1\"")],
        ["readPageMetadata"] = [client => client.Links.ReadMetadataAsync("https://acme.com/")],
        ["exportLinks"] = [client => First(client.Links.ExportAsync(Filter)), client => client.Links.ExportCsvAsync(Stream.Null, Filter)],
        ["importLinks"] =
        [
            client => client.Links.ImportAsync(
                Stream.Null, new ImportOptions { Preset = "bitly", Columns = new Dictionary<string, string?> { ["Owner"] = null }, DryRun = true, OnConflict = "skip", Domain = Domain }),
        ],
        ["getLink"] = [client => client.Links.GetAsync(Link, Domain)],
        ["updateLink"] = [client => client.Links.UpdateAsync(Link, new LinkPatch { Title = "T" }, "\"1\"", Domain)],
        ["putLink"] = [client => client.Links.PutAsync(Link, Input, "\"1\"", Domain)],
        ["deleteLink"] = [client => client.Links.DeleteAsync(Link, "\"1\"", Domain)],
        ["getLinkQr"] = [client => client.Links.QrAsync(Link, new QrStyle { Png = true, Size = 512, Level = "H", Color = "0b3d91", Logo = "true" }, Domain)],
        ["testLink"] = [client => client.Links.TestAsync(Link, new LinkVisit(), Domain)],

        ["listJobs"] = [client => First(client.Jobs.ListAsync())],
        ["getJob"] = [client => client.Jobs.GetAsync("job_1"), client => client.Jobs.WaitAsync("job_1")],
        ["getJobResult"] = [client => First(client.Jobs.ListRowsAsync("job_1"))],
        ["cancelJob"] = [client => client.Jobs.CancelAsync("job_1")],

        ["suggestDeepLink"] = [client => client.DeepLinks.SuggestAsync("https://acme.com/")],

        ["createFeed"] = [client => client.Feeds.CreateAsync(new FeedInput { Name = "Sheet" })],
        ["listFeeds"] = [client => First(client.Feeds.ListAsync())],
        ["deleteFeed"] = [client => client.Feeds.DeleteAsync("fed_1")],
        ["readFeed"] = [client => client.Feeds.ReadAsync(Stream.Null, "token")],

        ["createEvent"] = [client => client.Events.CreateAsync(new EventInput { Type = "sale" })],
        ["openApp"] = [client => client.Opens.OpenAsync(new OpenInput { Domain = Domain })],

        ["eraseClicks"] = [client => client.Privacy.EraseClicksAsync(Link, Domain)],
        ["eraseVisitor"] = [client => client.Privacy.EraseVisitorAsync("0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77")],
        ["getRetention"] = [client => client.Privacy.GetRetentionAsync()],
        ["setRetention"] = [client => client.Privacy.SetRetentionAsync(new Retention(730))],
    };

    private static Dictionary<string, IReadOnlyList<string>> Filters(params IEnumerable<string> dimensions)
        => dimensions.ToDictionary(dimension => dimension, IReadOnlyList<string> (_) => ["x"], StringComparer.Ordinal);

    private static Task<bool> First<T>(IAsyncEnumerable<T> list) => list.AnyAsync().AsTask();
}
