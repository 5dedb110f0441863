using System.Runtime.CompilerServices;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Answers questions about the clicks of a link or of an account. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class ClickStats(ClickHouseClient clickHouse, QueryLimits limits, AccountRollupState rollup, BusyScopes busy)
{
    /// <summary>Late clicks come once in a while, and each of these would have to hit the milliseconds between two questions.</summary>
    private const int MostPlans = 3;

    /// <summary>Totals, series, groups and cross table. All counts but the visitors of summed-up rows come from one statement.</summary>
    public Task<ClickAnswer> AnswerAsync(ClickQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.NeedsTags() ? AnswerTaggedAsync(question, cancellationToken) : AnswerPlainAsync(question, cancellationToken);
    }

    private async Task<ClickAnswer> AnswerPlainAsync(ClickQuestion question, CancellationToken cancellationToken)
    {
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
        var source = ClickSourceChoice.For(question, calendar, rollup.IsWhole);
        var mayUseDays = ClickSourceChoice.MayUseDays(question, calendar, rollup.IsWhole) && busy.Contains(question);
        for (var plans = 0; ; plans++)
        {
            IReadOnlyList<BusyDay> days = mayUseDays && plans < MostPlans ? await DaysAsync(question, calendar, cancellationToken) : [];
            if (await AnswerAsync(question, calendar, ClickPlan.For(question, days, source), cancellationToken) is { } answer)
            {
                return answer;
            }
        }
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

    /// <summary>Null where clicks reached an added-up day of the plan, which is to be made anew.</summary>
    internal async Task<ClickAnswer?> AnswerAsync(ClickQuestion question, SeriesCalendar calendar, ClickPlan plan, CancellationToken cancellationToken)
    {
        var layout = new BreakdownLayout(question);
        var reply = new ClickReply(question, layout);
        var parameters = ClickRange.AddTo(ClickRange.Parameters(question, calendar), plan.Rest);
        if (plan.Days.Count > 0)
        {
            BusyDayValues.AddTo(parameters, question, plan.Days);
        }

        var rows = clickHouse.StreamRowsAsync(ClickBreakdown.Sql(question, calendar, layout, plan), parameters, reply.Read, limits.OfClicks, cancellationToken);
        await foreach (var _ in rows)
        {
            // The reply keeps what it reads.
        }

        if (!reply.Holds(plan))
        {
            return null;
        }

        reply.Complete();
        return reply.ToAnswer(calendar, await VisitorsAsync(question, parameters, plan, reply.Summed, cancellationToken));
    }

    /// <summary>Tidy rows by step, then values. Steps without clicks have none.</summary>
    public async IAsyncEnumerable<TidyRow> RowsAsync(ClickQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
        var starts = calendar.Points(int.MaxValue).ToDictionary(point => point.Key, point => point.Start);
        var dimensions = question.GroupBy.Count;
        var rows = clickHouse.StreamRowsAsync(
            ClickRows.Sql(question, ClickRange.Sql(question)),
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
            limits.OfClicks,
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
            limits.OfClicks,
            cancellationToken);
        await foreach (var (any, second) in rows)
        {
            return any ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
        }

        return null;
    }

    internal async Task<IReadOnlyList<BusyDay>> DaysAsync(ClickQuestion question, SeriesCalendar calendar, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        return BusyDays.TryAddTo(parameters, question)
            ? await clickHouse.StreamRowsAsync(
                BusyDays.Sql(question, mayOutliveClicks: BusyDayValues.HasStepsOfDays(question, calendar)), parameters, BusyDays.Read, limits.OfClicks, cancellationToken)
                .ToListAsync(cancellationToken)
            : [];
    }

    private async Task<IReadOnlyList<long>> VisitorsAsync(
        ClickQuestion question, ClickHouseParameters parameters, ClickPlan plan, IReadOnlyList<SummedRow> rows, CancellationToken cancellationToken)
    {
        var visitors = new long[rows.Count];
        if (rows.Count == 0)
        {
            return visitors;
        }

        ClickUniques.AddTo(parameters, rows);
        if (plan.Rest.Count > 0)
        {
            var ofClicks = clickHouse.StreamRowsAsync(
                ClickUniques.Sql(question, rows, plan.Rest),
                parameters,
                (ref ClickHouseRow row) =>
                {
                    for (var i = 0; i < visitors.Length; i++)
                    {
                        visitors[i] += row.ReadInt64();
                    }

                    return true;
                },
                limits.OfClicks,
                cancellationToken);
            await foreach (var _ in ofClicks)
            {
                // One row, which was added.
            }
        }

        if (plan.Days.Count > 0)
        {
            await foreach (var (slot, count) in clickHouse.StreamRowsAsync(BusyDayVisitors.Sql(rows), parameters, BusyDayVisitors.Read, limits.OfClicks, cancellationToken))
            {
                visitors[slot] += count;
            }
        }

        return visitors;
    }
}
