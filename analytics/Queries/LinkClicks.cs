using System.Runtime.CompilerServices;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Answers questions about the clicks of a link. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class LinkClicks(ClickHouseClient clickHouse, QueryLimits limits)
{
    /// <summary>Totals, series and groups, in one statement.</summary>
    public Task<LinkAnswer> AnswerAsync(LinkQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
        return AnswerAsync(question, calendar, ClickSourceChoice.For(question, calendar), cancellationToken);
    }

    internal async Task<LinkAnswer> AnswerAsync(LinkQuestion question, SeriesCalendar calendar, ClickSource source, CancellationToken cancellationToken)
    {
        var reply = new LinkReply();
        var rows = clickHouse.StreamRowsAsync(
            Statement(question, source), LinkRange.Parameters(question, calendar), reply.Read, limits.Options, cancellationToken);
        await foreach (var _ in rows)
        {
            // The reply keeps what it reads.
        }

        return reply.ToAnswer(question, calendar);
    }

    /// <summary>Tidy rows by step, then values. Steps without clicks have none.</summary>
    public async IAsyncEnumerable<TidyRow> RowsAsync(LinkQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
        var starts = calendar.Points(int.MaxValue).ToDictionary(point => point.Key, point => point.Start);
        var dimensions = question.GroupBy.Count;
        var rows = clickHouse.StreamRowsAsync(
            LinkRows.Sql(question.Interval, question.GroupBy, LinkRange.Sql(ClickSource.Clicks, question.Filters)),
            LinkRange.Parameters(question, calendar),
            (ref ClickHouseRow row) =>
            {
                var key = row.ReadInt64();
                var values = new string[dimensions];
                for (var i = 0; i < dimensions; i++)
                {
                    values[i] = row.ReadString();
                }

                return new TidyRow(question.Interval == SeriesInterval.None ? question.From : starts[key], values, LinkReply.ReadCounts(ref row));
            },
            limits.Options,
            cancellationToken);
        await foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>When the first click came, to the quarter of an hour; null where none did.</summary>
    public async Task<DateTimeOffset?> FirstAsync(uint accountId, ulong linkId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters().Add("account", (ulong)accountId).Add("link", linkId);
        var rows = clickHouse.StreamRowsAsync(
            LinkFirstClick.Sql, parameters, static (ref ClickHouseRow row) => (Any: row.ReadUInt64() > 0, Second: row.ReadInt64()), limits.Options, cancellationToken);
        await foreach (var (any, second) in rows)
        {
            return any ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
        }

        return null;
    }

    private static string Statement(LinkQuestion question, ClickSource source)
    {
        var range = LinkRange.Sql(source, question.Filters);
        IEnumerable<string> parts =
        [
            LinkTotals.Sql(source, range),
            .. question.Interval == SeriesInterval.None ? Array.Empty<string>() : [LinkSeries.Sql(source, question.Interval, range)],
            .. question.GroupBy.Select(dimension => LinkGroups.Sql(dimension, range)),
        ];
        return string.Join("UNION ALL\n", parts);
    }
}
