using System.Runtime.CompilerServices;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>The rows of shape <c>rows</c>. Without <c>groupBy</c> they are the series itself, without gaps.</summary>
internal static class TidyTable
{
    private const int Piece = 500;

    public static IAsyncEnumerable<TidyRow> RowsAsync(ClickStats clicks, ClickQuestion question, StatsNames names, CancellationToken cancellationToken)
        => question.GroupBy.Count == 0
            ? SeriesAsync(clicks, question, cancellationToken)
            : question.GroupBy.Contains(ClickDimension.Link)
                ? NamedAsync(clicks.RowsAsync(question, cancellationToken), question, names, cancellationToken)
                : clicks.RowsAsync(question, cancellationToken);

    /// <summary>Looks up the names of links in pieces, so that memory stays flat.</summary>
    private static async IAsyncEnumerable<TidyRow> NamedAsync(
        IAsyncEnumerable<TidyRow> rows, ClickQuestion question, StatsNames names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = question.GroupBy.Index().First(pair => pair.Item == ClickDimension.Link).Index;
        await foreach (var piece in rows.Chunk(Piece).WithCancellation(cancellationToken))
        {
            await names.LearnNextAsync(piece.Select(row => row.Values[place]), cancellationToken);
            foreach (var row in piece)
            {
                yield return row;
            }
        }
    }

    private static async IAsyncEnumerable<TidyRow> SeriesAsync(
        ClickStats clicks, ClickQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await clicks.AnswerAsync(question, cancellationToken);
        if (question.Interval == SeriesInterval.None)
        {
            yield return new TidyRow(question.From, [], answer.Totals);
        }

        foreach (var point in answer.Series)
        {
            yield return new TidyRow(point.Start, [], point.Counts);
        }
    }
}
