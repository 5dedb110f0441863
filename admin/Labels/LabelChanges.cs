using System.Text.RegularExpressions;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Labels;

/// <summary>The rules by which an account's labels are made and changed.</summary>
internal sealed partial class LabelChanges(IDatabase database, TimeProvider clock)
{
    public Task<RecordOutcome<Label>> CreateAsync(long accountId, LabelInput input, CancellationToken cancellationToken)
        => database.CreateCheckedAsync(
            () =>
            {
                var at = Now;
                return input.ApplyTo(new Label { Id = 0, AccountId = accountId, CreatedAt = at, UpdatedAt = at }, at);
            },
            CheckAsync,
            static async (scope, label) => label with { Id = await LabelRepository.InsertAsync(scope, label) },
            cancellationToken);

    /// <summary>Changes a label; whatever carries it carries the new title.</summary>
    public Task<RecordOutcome<Label>> UpdateAsync(long accountId, long id, LabelInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => LabelRepository.FindAsync(scope, accountId, id),
            before => input.ApplyTo(before, Now),
            CheckAsync,
            StoreAsync,
            cancellationToken);

    private static async Task StoreAsync(WriteScope scope, Label before, Label after)
    {
        await LabelRepository.UpdateAsync(scope, after);
        if (!string.Equals(before.Title, after.Title, StringComparison.Ordinal))
        {
            await LabelTags.RenameAsync(scope, after.AccountId, before.Title, after.Title);
        }
    }

    private static async Task<RecordErrors> CheckAsync(WriteScope scope, Label label)
    {
        var errors = new RecordErrors();
        if (label.Title.Length == 0)
        {
            errors.Add("title", RecordErrorCode.Blank, "must not be blank");
        }
        else if (!TitlePattern().IsMatch(label.Title))
        {
            errors.Invalid("title");
        }

        TextRules.Length(errors, "title", label.Title);
        TextRules.Length(errors, "description", label.Description, TextRules.TextLength);
        TextRules.Length(errors, "color", label.Color);
        if (await LabelRepository.IsTakenAsync(scope, label))
        {
            errors.Taken("title");
        }

        return errors;
    }

    [GeneratedRegex(@"\A[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TitlePattern();

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
