using System.Diagnostics;
using OneLink.Admin.Database;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>
/// Answers a stats query once it is read and its link is found:
/// 1. names in filters become numbers of the caller's account;
/// 2. the account's turn is waited for;
/// 3. <c>period=all</c> becomes a range;
/// 4. one statement answers totals, series and groups, so that all numbers are of one moment; comparison and conversions
///    are statements of their own;
/// 5. the answer is written in the shape and format asked for.
/// </summary>
internal sealed class StatsAnswers(
    ClickStats clicks, ConversionStats conversions, StatsFilterNames filterNames, StatsTurns turns, StatsProblems problems, IDatabase database, TimeProvider clock)
{
    /// <param name="context">The request.</param>
    /// <param name="target">Whose clicks.</param>
    /// <param name="request">What is asked.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, StatsTarget target, StatsRequest request)
    {
        var (accountId, link, domains) = target;
        // 1.
        var errors = new FieldErrors();
        var filters = await filterNames.ResolveAsync(accountId, request.Filters, domains, errors, context.RequestAborted);
        if (errors.Any)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        // 2.
        var turn = await turns.EnterAsync(accountId, context.RequestAborted);
        if (turn is null)
        {
            return StatsTurns.Busy();
        }

        // Whoever reads a stream keeps the turn until its end.
        context.Response.RegisterForDispose(turn);
        try
        {
            // 3.
            if (request.Range.From is not { } from)
            {
                from = await FirstDayAsync(accountId, link, request.Range, context.RequestAborted);
                request.CheckPoints(from, errors);
                if (errors.Any)
                {
                    return new ProblemResult(KnownProblems.InvalidFields(errors));
                }
            }

            // 4. and 5.
            var question = request.Ask(accountId, link?.Id.Value, filters, from);
            var names = new StatsNames(database, domains);
            var subject = new StatsSubject(
                link?.Slug, link is null ? null : domains.ById(link.DomainId).Authority, request, question, names, clock.GetUtcNow());
            if (request.Shape == StatsShape.Rows)
            {
                return new TidyResult(
                    TidyTable.RowsAsync(clicks, question, names, context.RequestAborted), Format(subject), $"{subject.From} {subject.To}", problems);
            }

            return new StatsResult(await SummarizeAsync(subject, context.RequestAborted));
        }
        catch (ClickHouseException failure)
        {
            return problems.Of(failure);
        }
    }

    private async Task<StatsResponse> SummarizeAsync(StatsSubject subject, CancellationToken cancellationToken)
    {
        var question = subject.Question;
        var answer = await clicks.AnswerAsync(question, cancellationToken);
        await subject.Names.LearnAsync(StatsSubject.Links(answer, question), cancellationToken);
        var summary = subject.Summarize(answer);
        if (subject.Request.Comparison != StatsComparison.None)
        {
            var before = ComparedRange.Of(question, subject.Request.Comparison);
            summary = summary with { Previous = subject.Compare(before, await clicks.AnswerAsync(before, cancellationToken), summary.Totals) };
        }

        if (subject.Request.WithConversions)
        {
            summary = summary with { Conversions = StatsConversions.Of(await conversions.CountAsync(question, cancellationToken)) };
        }

        return answer.Groups.TryGetValue(ClickDimension.Variant, out var variants) && question.Filters.All(filter => ConversionStats.Knows(filter.Dimension))
            ? summary with { VariantTest = await TestAsync(question, subject.Request.VerdictBy, variants, cancellationToken) }
            : summary;
    }

    private async Task<StatsVariantTest?> TestAsync(ClickQuestion question, string? type, IReadOnlyList<ValueCounts> variants, CancellationToken cancellationToken)
    {
        var named = variants.Where(variant => variant.Value is not (ClickDimensions.Unknown or ClickDimensions.Other)).ToList();
        if (question.LinkId is null || named.Count < 2)
        {
            return null;
        }

        var converted = await conversions.ConvertedClicksAsync(question, type, cancellationToken);
        return StatsVariantTest.Of(
            [.. named.Select(variant => (variant.Value, variant.Counts.Humans, Math.Min(variant.Counts.Humans, converted.GetValueOrDefault(variant.Value))))]);
    }

    /// <summary>The day of the first click or of the link's creation, whichever was first: imported clicks may be older than the link.</summary>
    private async Task<DateTimeOffset> FirstDayAsync(long accountId, StoredLink? link, StatsRange range, CancellationToken cancellationToken)
    {
        var first = await clicks.FirstAsync(checked((uint)accountId), link is null ? null : checked((ulong)link.Id.Value), cancellationToken);
        var created = link?.CreatedAt ?? clock.GetUtcNow();
        var start = first < created ? first.Value : created;
        return LocalDay.Start(LocalDay.Of(start < range.To ? start : range.To.AddTicks(-1), range.Zone), range.Zone);
    }

    private static ITidyFormat Format(StatsSubject subject) => subject.Request.Format switch
    {
        StatsFormat.Csv => new TidyCsv(subject),
        StatsFormat.Ndjson => new TidyNdjson(subject),
        StatsFormat.Json => new TidyJson(subject),
        _ => throw new UnreachableException(),
    };
}
