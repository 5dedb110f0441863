using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;
using OneLink.Admin.Stats;
using OneLink.Admin.Validation;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Audiences;

/// <summary>
/// Asks to which contacts the clicks of a cell lead (docs/decisions/0024-audiences-and-campaigns.md):
/// 1. the question is read as stats read it, and its links and domains become numbers of the account;
/// 2. ClickHouse counts the cell by the contacts that links were made for;
/// 3. of the clicks that led to conversations, those in the cell give the contacts of their conversations.
/// </summary>
internal sealed class AudienceCells(
    ClickContacts clicks, StatsFilterNames filterNames, StatsTurns turns, StatsProblems problems, DomainRepository domains, IDatabase database, TimeProvider clock)
{
    /// <summary>Of one audience: they are stored in one transaction, and become recipients in one.</summary>
    public const int MaxContacts = 100_000;

    /// <summary>Ids of clicks in one question, which looks at no more than the time between the first and the last.</summary>
    private const int ClicksAtOnce = 5_000;

    private const string Prefix = "question.";

    /// <returns>The answer, what is wrong with the question, or why it was not answered: one of them.</returns>
    public async Task<(AudienceAnswer? Answer, RecordErrors? Errors, Problem? NotAnswered)> AskAsync(long accountId, JsonObject question, CancellationToken cancellationToken)
    {
        // 1.
        var errors = new FieldErrors();
        var request = AudienceQuestion.Read(question, clock.GetUtcNow(), errors);
        var ofAccount = await domains.OfAccountAsync(accountId, cancellationToken);
        var filters = request is null ? [] : await filterNames.ResolveAsync(accountId, request.Filters, ofAccount, errors, cancellationToken);
        if (request is null || errors.Any)
        {
            return (null, Told(errors), null);
        }

        using var turn = await turns.EnterAsync(accountId, cancellationToken);
        if (turn is null)
        {
            return (null, null, StatsTurns.TooMany());
        }

        // Since ever: no click is older.
        var cell = request.Ask(accountId, linkId: null, filters, request.Range.From ?? SeriesCalendar.Earliest);
        try
        {
            return await AskAsync(cell, cancellationToken);
        }
        catch (ClickHouseException failure)
        {
            return (null, null, problems.ProblemOf(failure));
        }
    }

    private async Task<(AudienceAnswer? Answer, RecordErrors? Errors, Problem? NotAnswered)> AskAsync(ClickQuestion cell, CancellationToken cancellationToken)
    {
        // 2.
        var byContact = await clicks.CountAsync(cell, MaxContacts, cancellationToken);
        var all = byContact.Values.Sum();
        var contacts = byContact.Keys.Where(contact => contact != 0).ToHashSet();
        var tied = all - byContact.GetValueOrDefault(0);

        // 3.
        var joined = await JoinedAsync(cell, cancellationToken);
        foreach (var piece in joined.Chunk(ClicksAtOnce))
        {
            var stretch = cell with { From = At(piece[0].ClickedAt), To = At(piece[^1].ClickedAt + 1) };
            var among = await clicks.AmongAsync(stretch, [.. piece.Select(click => click.Id)], cancellationToken);
            tied += among.Values.Count(isTied => !isTied);
            contacts.UnionWith(piece.Where(click => among.ContainsKey(click.Id)).Select(click => click.ContactId));
        }

        if (contacts.Count > MaxContacts)
        {
            var errors = new RecordErrors();
            errors.Add("question", RecordErrorCode.Invalid, string.Create(
                CultureInfo.InvariantCulture, $"finds more than {MaxContacts:N0} contacts; ask for a shorter range, or for fewer values"));
            return (null, errors, null);
        }

        return (new AudienceAnswer(cell.From.ToUnixTimeMilliseconds(), cell.To.ToUnixTimeMilliseconds(), all, tied, contacts), null, null);
    }

    /// <summary>By time.</summary>
    private Task<List<(Guid Id, long ContactId, long ClickedAt)>> JoinedAsync(ClickQuestion cell, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(string Id, long ContactId, long ClickedAt)>(
                """
                SELECT k.click_id, c.contact_id, k.clicked_at FROM conversation_clicks k JOIN conversations c ON c.id = k.conversation_id
                WHERE k.account_id = @accountId AND k.clicked_at >= @from AND k.clicked_at < @to ORDER BY k.clicked_at, k.click_id
                """,
                new { accountId = (long)cell.AccountId, from = cell.From.ToUnixTimeMilliseconds(), to = cell.To.ToUnixTimeMilliseconds() }))
                .Select(row => (Guid.Parse(row.Id), row.ContactId, row.ClickedAt)).ToList(),
            cancellationToken);

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static RecordErrors Told(FieldErrors errors)
    {
        var told = new RecordErrors();
        foreach (var (path, messages) in errors.ByPath)
        {
            foreach (var message in messages)
            {
                told.Add(Prefix + path, RecordErrorCode.Invalid, message.TrimEnd('.'));
            }
        }

        return told;
    }
}
