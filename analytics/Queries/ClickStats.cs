using System.Runtime.CompilerServices;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Answers questions about the clicks of a link or of an account. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class ClickStats(ClickHouseClient clickHouse, QueryLimits limits, AccountRollupState rollup)
{
    /// <summary>Totals, series, groups and cross table. All counts but the visitors of summed-up rows come from one statement.</summary>
    public Task<ClickAnswer> AnswerAsync(ClickQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.NeedsTags() ? AnswerTaggedAsync(question, cancellationToken) : AnswerPlainAsync(question, cancellationToken);
    }

    private Task<ClickAnswer> AnswerPlainAsync(ClickQuestion question, CancellationToken cancellationToken)
    {
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
        return AnswerAsync(question, calendar, ClickSourceChoice.For(question, calendar, rollup.IsWhole), cancellationToken);
    }

    /// <summary>Tags multiply clicks, which no other part of the answer may see: they are asked for apart.</summary>
    private async Task<ClickAnswer> AnswerTaggedAsync(ClickQuestion question, CancellationToken cancellationToken)
    {
        var pivotIsTagged = question.Pivot.Contains(ClickDimension.Tag);
        var plain = await AnswerPlainAsync(
            question with
            {
                GroupBy = [.. question.GroupBy.Where(dimension => dimension != ClickDimension.Tag)],
                Pivot = pivotIsTagged ? [] : question.Pivot,
            },
            cancellationToken);
        var tagged = await AnswerPlainAsync(
            question with
            {
                Interval = SeriesInterval.None,
                GroupBy = [.. question.GroupBy.Where(dimension => dimension == ClickDimension.Tag)],
                Pivot = pivotIsTagged ? question.Pivot : [],
            },
            cancellationToken);
        return plain with
        {
            Groups = question.GroupBy.ToDictionary(
                dimension => dimension,
                dimension => (dimension == ClickDimension.Tag ? tagged : plain).Groups[dimension]),
            Pivot = pivotIsTagged ? tagged.Pivot : plain.Pivot,
        };
    }

    internal async Task<ClickAnswer> AnswerAsync(ClickQuestion question, SeriesCalendar calendar, ClickSource source, CancellationToken cancellationToken)
    {
        var layout = new BreakdownLayout(question);
        var isOfValues = source == ClickSource.AccountValues;
        var reply = new ClickReply(question, layout, knowsVisitors: !isOfValues);
        var parameters = ClickRange.Parameters(question, calendar);
        var rows = clickHouse.StreamRowsAsync(
            isOfValues ? AccountBreakdown.Sql(question, calendar, layout) : ClickBreakdown.Sql(question, layout, source),
            isOfValues ? AccountBreakdown.AddTo(parameters, question) : parameters,
            reply.Read,
            limits.Options,
            cancellationToken);
        await foreach (var _ in rows)
        {
            // The reply keeps what it reads.
        }

        reply.Complete();
        return reply.ToAnswer(
            calendar,
            isOfValues
                ? await ValueVisitorsAsync(question, calendar, layout, reply.Summed, cancellationToken)
                : await VisitorsAsync(question, calendar, reply.Summed, cancellationToken));
    }

    /// <summary>Tidy rows by step, then values. Steps without clicks have none.</summary>
    public async IAsyncEnumerable<TidyRow> RowsAsync(ClickQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
        var starts = calendar.Points(int.MaxValue).ToDictionary(point => point.Key, point => point.Start);
        var dimensions = question.GroupBy.Count;
        var rows = clickHouse.StreamRowsAsync(
            ClickRows.Sql(question, ClickRange.Sql(ClickSource.Clicks, question)),
            ClickRange.Parameters(question, calendar),
            (ref ClickHouseRow row) =>
            {
                var key = row.ReadInt64();
                var values = new string[dimensions];
                for (var i = 0; i < dimensions; i++)
                {
                    values[i] = row.ReadString();
                }

                return new TidyRow(question.Interval == SeriesInterval.None ? question.From : starts[key], values, ClickReply.ReadCounts(ref row));
            },
            limits.Options,
            cancellationToken);
        await foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>When the first click came, to the quarter of an hour; null where none did.</summary>
    public async Task<DateTimeOffset?> FirstAsync(uint accountId, ulong? linkId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters().Add("account", (ulong)accountId);
        if (linkId is { } link)
        {
            parameters.Add("link", link);
        }

        var rows = clickHouse.StreamRowsAsync(
            linkId is null ? FirstClick.OfAccount : FirstClick.OfLink,
            parameters,
            static (ref ClickHouseRow row) => (Any: row.ReadUInt64() > 0, Second: row.ReadInt64()),
            limits.Options,
            cancellationToken);
        await foreach (var (any, second) in rows)
        {
            return any ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
        }

        return null;
    }

    private async Task<IReadOnlyList<long>> ValueVisitorsAsync(
        ClickQuestion question, SeriesCalendar calendar, BreakdownLayout layout, IReadOnlyList<SummedRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var parameters = AccountVisitors.AddTo(AccountBreakdown.AddTo(ClickRange.Parameters(question, calendar), question), rows);
        return await AccountVisitors.ReadAsync(
            clickHouse.StreamRowsAsync(AccountVisitors.Sql(layout), parameters, AccountVisitors.Read, limits.Options, cancellationToken), rows);
    }

    private async Task<IReadOnlyList<long>> VisitorsAsync(
        ClickQuestion question, SeriesCalendar calendar, IReadOnlyList<SummedRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        IReadOnlyList<long> visitors = [];
        var replies = clickHouse.StreamRowsAsync(
            ClickUniques.Sql(question, rows),
            ClickUniques.AddTo(ClickRange.Parameters(question, calendar), rows),
            (ref ClickHouseRow row) =>
            {
                var counts = new long[rows.Count];
                for (var i = 0; i < counts.Length; i++)
                {
                    counts[i] = row.ReadInt64();
                }

                return counts;
            },
            limits.Options,
            cancellationToken);
        await foreach (var counts in replies)
        {
            visitors = counts;
        }

        return visitors;
    }
}
