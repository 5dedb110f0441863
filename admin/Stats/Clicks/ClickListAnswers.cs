using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Problems;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>Answers a list of clicks once its request is read and its link is found.</summary>
internal sealed class ClickListAnswers(ClickList clicks, StatsFilterNames filterNames, StatsTurns turns, StatsProblems problems, IDatabase database)
{
    /// <param name="context">The request.</param>
    /// <param name="target">Whose clicks.</param>
    /// <param name="request">What is asked.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, StatsTarget target, ClickListRequest request)
    {
        var (accountId, link, domains) = target;
        var errors = new FieldErrors();
        var filters = await filterNames.ResolveAsync(accountId, request.Stats.Filters, domains, errors, context.RequestAborted);
        if (errors.Any)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var turn = await turns.EnterAsync(accountId, context.RequestAborted);
        if (turn is null)
        {
            return StatsTurns.Busy();
        }

        context.Response.RegisterForDispose(turn);
        var question = request.Stats.Ask(accountId, link?.Id.Value, filters, request.Stats.Range.From!.Value) with { Orphans = request.Orphans };
        var names = new StatsNames(database, domains);
        var fields = new ClickFields(names, question.Zone, request.Orphans is not []);
        if (request.Stats.Format != StatsFormat.Json)
        {
            return new ClickExportResult(clicks.AllAsync(question, context.RequestAborted), request.Stats.Format, fields, names, problems);
        }

        try
        {
            // One more than asked for tells whether there is a next page.
            var found = await clicks.PageAsync(question, request.After, request.Limit + 1, context.RequestAborted);
            var page = found.Take(request.Limit).ToList();
            await names.LearnAsync(page.Select(click => click.LinkId.ToString(CultureInfo.InvariantCulture)), context.RequestAborted);
            return new ClickPageResult(page, found.Count > page.Count ? new ClickPosition(page[^1].Time, page[^1].Id) : null, fields);
        }
        catch (ClickHouseException failure)
        {
            return problems.Of(failure);
        }
    }
}
