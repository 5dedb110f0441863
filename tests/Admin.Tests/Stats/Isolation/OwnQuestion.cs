using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace OneLink.Admin.Tests.Stats.Isolation;

/// <summary>A question of one of <see cref="SeveralAccounts"/>.</summary>
/// <param name="Account">Who asks.</param>
/// <param name="Way">How: the kind of call and of answer.</param>
/// <param name="Slug">The link that is asked about; null for all of the account.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Settings">Further parameters of stats.</param>
/// <param name="GroupBy">Dimensions.</param>
/// <param name="WithBots">Of lists: programs as well.</param>
/// <param name="Filters">Of different dimensions.</param>
internal sealed record OwnQuestion(
    int Account, string Way, string? Slug, DateTimeOffset From, DateTimeOffset To, string Settings, IReadOnlyList<string> GroupBy, bool WithBots, IReadOnlyList<OwnFilter> Filters)
{
    private static readonly string[] Ways =
        ["summary", "summary", "pivot", "heatmap", "rows", "rows csv", "rows ndjson", "feed", "clicks", "clicks csv", "clicks ndjson", "orphans", "orphans csv", "strange link"];

    private static readonly string[] Dimensions = ["country", "platform", "utmCampaign", "referrer", "weekday", "bot"];

    public string Range => $"from={Text(From)}&to={Text(To)}";

    public string Filter => string.Concat(Filters);

    public override string ToString() => $"account {Account}, {Way} of {Slug}: {Range}{Filter}{Settings} by {string.Join(',', GroupBy)}, bots {WithBots}";

    /// <summary>Any question, filters among them by what only another account has.</summary>
    public static Arbitrary<OwnQuestion> Any { get; } = Arb.From(
        from account in Gen.Choose(0, SeveralAccounts.Count - 1)
        from way in Gen.Elements(Ways)
        from slug in Gen.Elements<string?>([null, null, .. SeveralAccounts.Slugs])
        from start in Gen.Choose(0, SeveralAccounts.Minutes - 1)
        from length in Gen.Choose(1, SeveralAccounts.Minutes)
        from isQuarters in Gen.Elements(true, false)
        from zone in Gen.Elements("UTC", "Europe/Berlin", "Asia/Kathmandu")
        from interval in Gen.Elements("none", "hour", "day", "week")
        from extra in Gen.Elements("", "&compare=previous", "&compare=year", "&conversions=true", "&limit=1")
        from groups in Gen.Elements(Dimensions).ListOf(2)
        from withBots in Gen.Elements(true, false)
        from filters in AnyFilter.ListOf(2)
        let isOfAccount = slug is null || way.StartsWith("orphans", StringComparison.Ordinal)
        select new OwnQuestion(
            account,
            way,
            isOfAccount ? null : slug,
            Time(start, isQuarters),
            Time(start + length + 14, isQuarters),
            $"&timezone={zone}&interval={interval}" + (way == "summary" ? extra : ""),
            [.. groups.Concat(isOfAccount ? ["link"] : []).Distinct().Take(3)],
            withBots,
            [.. filters.Where(filter => isOfAccount || filter.Name is not ("link" or "tag")).DistinctBy(filter => filter.Name)]));

    private static Gen<OwnFilter> AnyFilter =>
        from name in Gen.Elements("country", "platform", "utmCampaign", "utmCampaign", "referrer", "link", "tag")
        from values in Gen.Elements(Values(name)).ListOf(2)
        from isNegated in Gen.Elements(true, false)
        select new OwnFilter(name, [.. values.Distinct()], isNegated);

    private static string[] Values(string name) => name switch
    {
        "country" => SeveralAccounts.Countries,
        "platform" => SeveralAccounts.Platforms,
        "utmCampaign" => ["both", .. Enumerable.Range(0, SeveralAccounts.Count).Select(SeveralAccounts.Campaign)],
        "referrer" => ["both.example", .. Enumerable.Range(0, SeveralAccounts.Count).Select(SeveralAccounts.Referrer)],
        "link" => SeveralAccounts.Slugs,
        _ => ["own"],
    };

    /// <summary>On quarters of an hour the totals of a rollup may answer.</summary>
    private static DateTimeOffset Time(int minutes, bool isQuarters) => SeveralAccounts.First.AddMinutes(isQuarters ? minutes / 15 * 15 : minutes);

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
