using System.Globalization;
using System.Runtime.CompilerServices;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Single clicks, page by page or all of a range. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class ClickList(ClickHouseClient clickHouse, QueryLimits limits)
{
    /// <summary>An export is read as fast as its reader reads, which may be slowly.</summary>
    private static readonly TimeSpan LongestExport = TimeSpan.FromHours(1);

    /// <summary>The newest clicks behind a position; clicks that arrive meanwhile change no later page.</summary>
    /// <param name="question">Range, filters and kinds.</param>
    /// <param name="after">Null: from the newest one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<List<ListedClick>> PageAsync(ClickQuestion question, ClickPosition? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var parameters = Parameters(question).Add("limit", (ulong)limit);
        if (after is { } position)
        {
            parameters.Add("after_time", position.Time).Add("after_id", position.Id.ToString());
        }

        var rows = clickHouse.StreamRowsAsync(ClickListSql.Page(question, after is not null), parameters, Read, limits.OfClicks, cancellationToken);
        return await rows.ToListAsync(cancellationToken);
    }

    /// <summary>All clicks of the range in the order of the table, which needs no memory: by link, then time.</summary>
    public async IAsyncEnumerable<ListedClick> AllAsync(ClickQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var options = limits.OfClicks with
        {
            WaitForEnd = false,
            MaxExecutionTime = LongestExport,
            Settings = limits.OfClicks.Settings!
                .Where(setting => setting.Key is not ("max_result_rows" or "result_overflow_mode"))
                .ToDictionary(StringComparer.Ordinal),
        };
        await foreach (var click in clickHouse.StreamRowsAsync(ClickListSql.All(question), Parameters(question), Read, options, cancellationToken))
        {
            yield return click;
        }
    }

    private static ClickHouseParameters Parameters(ClickQuestion question)
        => ClickRange.Parameters(question, new SeriesCalendar(question.Zone, question.Interval, question.From, question.To));

    private static ListedClick Read(ref ClickHouseRow row) => new()
    {
        Id = Guid.Parse(row.ReadString(), CultureInfo.InvariantCulture),
        Time = DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()),
        LinkId = row.ReadUInt64(),
        Kind = row.ReadString(),
        Trigger = row.ReadString(),
        Destination = row.ReadString(),
        Status = row.ReadInt32(),
        Platform = row.ReadString(),
        OsVersion = row.ReadString(),
        DeviceClass = row.ReadString(),
        Browser = row.ReadString(),
        InApp = row.ReadString(),
        Country = row.ReadString(),
        Region = row.ReadString(),
        Language = row.ReadString(),
        Referrer = row.ReadString(),
        Rule = row.ReadString(),
        Variant = row.ReadString(),
        UtmSource = row.ReadString(),
        UtmMedium = row.ReadString(),
        UtmCampaign = row.ReadString(),
        UtmTerm = row.ReadString(),
        UtmContent = row.ReadString(),
        Visitor = row.ReadUInt64(),
        Orphan = row.ReadString(),
        DomainId = row.ReadUInt64(),
        Slug = row.ReadString(),
    };
}
