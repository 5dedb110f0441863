using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// To which contacts do the clicks of a question lead? Of people alone, and by the links that were made for a contact; the
/// rows are those that stats count for the same question. Failures are <see cref="ClickHouseException"/>s.
/// </summary>
public sealed class ClickContacts(ClickHouseClient clickHouse, QueryLimits limits)
{
    /// <summary>Who asked not to be tracked has no visitor hash, and is nobody's contact here.</summary>
    private const string Contact = "if(visitor = 0, 0, contact_id)";

    /// <summary>Clicks by contact, 0 for nobody's.</summary>
    /// <param name="question">Range and filters; groups and steps are of no matter.</param>
    /// <param name="most">Contacts at most; one more tells that there are more.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyDictionary<long, long>> CountAsync(ClickQuestion question, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var asked = Plain(question);
        var sql = $"{ClickClock.For(asked, ClickSource.Clicks)}SELECT {Contact} AS contact, count()\n{ClickRange.Sql(asked)}  AND kind = 'human'\nGROUP BY contact\nORDER BY contact\nLIMIT {{most:UInt32}}";

        // Nobody's clicks come first, and are no contact.
        var rows = clickHouse.StreamRowsAsync(
            sql, Parameters(asked).Add("most", most + 2L), static (ref ClickHouseRow row) => (Contact: row.ReadInt64(), Clicks: row.ReadInt64()), limits.OfClicks, cancellationToken);
        return await rows.ToDictionaryAsync(row => row.Contact, row => row.Clicks, comparer: null, cancellationToken);
    }

    /// <summary>Those of some clicks that the question is about, each with whether its link was made for a contact.</summary>
    /// <param name="question">As above.</param>
    /// <param name="clicks">Some thousands.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyDictionary<Guid, bool>> AmongAsync(ClickQuestion question, IReadOnlyCollection<Guid> clicks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var asked = Plain(question);
        var sql = $"{ClickClock.For(asked, ClickSource.Clicks)}SELECT toString(click_id), {Contact} != 0\n{ClickRange.Sql(asked)}  AND kind = 'human' AND click_id IN {{clicks:Array(UUID)}}";
        var rows = clickHouse.StreamRowsAsync(
            sql,
            Parameters(asked).Add("clicks", clicks.Select(click => click.ToString())),
            static (ref ClickHouseRow row) => (Click: Guid.Parse(row.ReadString()), IsTied: row.ReadBoolean()),
            limits.OfClicks,
            cancellationToken);
        return await rows.ToDictionaryAsync(row => row.Click, row => row.IsTied, comparer: null, cancellationToken);
    }

    /// <summary>Grouped by contact, so that the links are joined; without steps, which only series need.</summary>
    private static ClickQuestion Plain(ClickQuestion question)
        => question with { GroupBy = [ClickDimension.Contact], Pivot = [], Interval = SeriesInterval.None, Counted = CountedClicks.People };

    private static ClickHouseParameters Parameters(ClickQuestion question)
        => ClickRange.Parameters(question, new SeriesCalendar(question.Zone, question.Interval, question.From, question.To));
}
