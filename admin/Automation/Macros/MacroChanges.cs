using System.Globalization;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Macros;

/// <summary>The rules by which macros are made and changed.</summary>
internal sealed class MacroChanges(IDatabase database, ConversationActions actions, TimeProvider clock)
{
    /// <summary>Of one account.</summary>
    private const int MaxMacros = 1_000;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<RecordOutcome<Macro>> CreateAsync(MacroAuthor author, MacroInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var at = Now;
                var macro = input.ApplyTo(new Macro { Id = 0, AccountId = author.AccountId, CreatedById = author.UserId, CreatedAt = at, UpdatedAt = at }, author, at);
                var errors = await CheckAsync(scope, macro, withActions: true);
                if (await MacroRepository.CountAsync(scope, author.AccountId) >= MaxMacros)
                {
                    errors.Add("", RecordErrorCode.Invalid, string.Create(CultureInfo.InvariantCulture, $"An account can have {MaxMacros} macros."));
                }

                return errors.Any
                    ? new RecordOutcome<Macro>(errors)
                    : new RecordOutcome<Macro>(macro with { Id = await MacroRepository.InsertAsync(scope, macro) });
            },
            cancellationToken);

    /// <summary>Changes a macro that the author may change.</summary>
    public Task<RecordOutcome<Macro>> UpdateAsync(MacroAuthor author, long id, MacroInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await MacroRepository.FindAsync(scope, author.AccountId, id) is not { } before || !author.MayChange(before))
                {
                    return RecordOutcome<Macro>.NotThere;
                }

                var after = input.ApplyTo(before, author, Now);
                var errors = await CheckAsync(scope, after, input.Actions.IsGiven);
                if (errors.Any)
                {
                    return new RecordOutcome<Macro>(errors);
                }

                await MacroRepository.UpdateAsync(scope, after);
                return new RecordOutcome<Macro>(after);
            },
            cancellationToken);

    private async Task<RecordErrors> CheckAsync(WriteScope scope, Macro macro, bool withActions)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", macro.Name);
        TextRules.Length(errors, "name", macro.Name);
        if (withActions)
        {
            await actions.CheckAsync(scope, macro.AccountId, ActionCall.Parse(macro.Actions), errors);
        }

        return errors;
    }
}
