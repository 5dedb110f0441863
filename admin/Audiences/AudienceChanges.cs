using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Audiences;

/// <summary>The rules by which audiences are made and asked for anew. ClickHouse is asked before the transaction, never within it.</summary>
internal sealed class AudienceChanges(IDatabase database, AudienceRepository stored, AudienceCells cells, TimeProvider clock)
{
    /// <summary>Of an account.</summary>
    public const int MaxAudiences = 1_000;

    private const int MaxQuestion = 64 * 1024;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<AudienceOutcome> CreateAsync(Account account, string? name, JsonObject? question, CancellationToken cancellationToken)
    {
        var errors = Check(account, name, question);
        if (errors.Any)
        {
            return AudienceOutcome.Refused(errors);
        }

        var (answer, refusal, problem) = await cells.AskAsync(account.Id, question!, cancellationToken);
        if (answer is null)
        {
            return problem is null ? AudienceOutcome.Refused(refusal!) : AudienceOutcome.Unanswered(problem);
        }

        var at = Now;
        var audience = new Audience
        {
            Id = 0,
            AccountId = account.Id,
            Name = name!.Trim(),
            Question = AttributeObject.Write(question),
            CreatedAt = at,
            UpdatedAt = at,
        };
        return new AudienceOutcome(await database.CreateCheckedAsync(
            () => Answered(audience, answer, at),
            CheckCountAsync,
            async (scope, record) =>
            {
                var added = record with { Id = await AudienceRepository.InsertAsync(scope, record) };
                await AudienceMembers.ReplaceAsync(scope, added, answer.ContactIds);
                return (await AudienceRepository.FindAsync(scope, account.Id, added.Id))!;
            },
            cancellationToken));
    }

    /// <summary>Asks the same question now. Campaigns that have begun keep their recipients.</summary>
    public async Task<AudienceOutcome> RefreshAsync(Account account, long id, CancellationToken cancellationToken)
    {
        if (await stored.FindAsync(account.Id, id, cancellationToken) is not { } before)
        {
            return new AudienceOutcome(RecordOutcome<Audience>.NotThere);
        }

        var errors = new RecordErrors();
        CheckTracking(errors, account);
        if (errors.Any)
        {
            return AudienceOutcome.Refused(errors);
        }

        var (answer, refusal, problem) = await cells.AskAsync(account.Id, AttributeObject.Parse(before.Question), cancellationToken);
        if (answer is null)
        {
            return problem is null ? AudienceOutcome.Refused(refusal!) : AudienceOutcome.Unanswered(problem);
        }

        return new AudienceOutcome(await database.WriteAsync(scope => ReplaceAsync(scope, account.Id, id, answer), cancellationToken));
    }

    private async Task<RecordOutcome<Audience>> ReplaceAsync(WriteScope scope, long accountId, long id, AudienceAnswer answer)
    {
        if (await AudienceRepository.FindAsync(scope, accountId, id) is not { } audience)
        {
            return RecordOutcome<Audience>.NotThere;
        }

        await AudienceRepository.UpdateAsync(scope, Answered(audience, answer, Now));
        await AudienceMembers.ReplaceAsync(scope, audience, answer.ContactIds);
        return new RecordOutcome<Audience>((await AudienceRepository.FindAsync(scope, accountId, id))!);
    }

    private static Audience Answered(Audience audience, AudienceAnswer answer, long at) => audience with
    {
        AskedFrom = answer.From,
        AskedTo = answer.To,
        ClickCount = answer.Clicks,
        TiedClickCount = answer.TiedClicks,
        RefreshedAt = at,
        UpdatedAt = at,
    };

    private static RecordErrors Check(Account account, string? name, JsonObject? question)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", name);
        TextRules.Length(errors, "name", name);
        TextRules.Length(errors, "question", question?.ToJsonString(), MaxQuestion);
        if (question is null)
        {
            errors.Add("question", RecordErrorCode.Blank, """must be an object with parameters of stats, such as {"period":"7d","country":"DE"}""");
        }

        CheckTracking(errors, account);
        return errors;
    }

    private static void CheckTracking(RecordErrors errors, Account account)
    {
        if (!AccountSettings.TracksLinks(account.Settings))
        {
            errors.Add("account", RecordErrorCode.Invalid, "does not track links, so that no click leads to a contact; switch on its track_links first");
        }
    }

    private static async Task<RecordErrors> CheckCountAsync(WriteScope scope, Audience audience)
    {
        var errors = new RecordErrors();
        if (await AudienceRepository.CountAsync(scope, audience.AccountId) >= MaxAudiences)
        {
            errors.Add("account", RecordErrorCode.Invalid, string.Create(CultureInfo.InvariantCulture, $"has {MaxAudiences:N0} audiences already; delete one first"));
        }

        return errors;
    }
}
