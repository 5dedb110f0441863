using System.Runtime.CompilerServices;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>The rows of shape <c>rows</c>. Without <c>groupBy</c> they are the series itself, without gaps.</summary>
internal static class TidyTable
{
    public static IAsyncEnumerable<TidyRow> RowsAsync(ClickStats clicks, ClickQuestion question, CancellationToken cancellationToken)
        => question.GroupBy.Count == 0 ? SeriesAsync(clicks, question, cancellationToken) : clicks.RowsAsync(question, cancellationToken);

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
